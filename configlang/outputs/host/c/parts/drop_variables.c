/* Removes what makes another program of an isolated one from CPython 3.11 on, with its virtual environment. */
static int CL_PFX_drop_variables(CL_PFX_status *status)
{
#ifdef _WIN32
    const int failed = _wputenv_s(L"PYTHONEXECUTABLE", L"") != 0 || _wputenv_s(L"__PYVENV_LAUNCHER__", L"") != 0;
#else
    const int failed = unsetenv("PYTHONEXECUTABLE") != 0 || unsetenv("__PYVENV_LAUNCHER__") != 0;
#endif
    return failed ? CL_PFX_fail(status, "PYTHONEXECUTABLE", "the environment variable can't be removed") : CL_UPFX_OK;
}
