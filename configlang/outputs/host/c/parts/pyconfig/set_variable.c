static int CL_PFX_set_variable(const char *name, const wchar_t *value, CL_PFX_status *status)
{
    int failed;
#ifdef _WIN32
    wchar_t *wide_name = Py_DecodeLocale(name, NULL);
    failed = wide_name == NULL || _wputenv_s(wide_name, value) != 0;
    PyMem_RawFree(wide_name);
#else
    /* Py_EncodeLocale needs an interpreter from CPython 3.12 on. */
    char *bytes = CL_PFX_utf8(value, name, status);
    if (bytes == NULL) {
        return CL_UPFX_ERROR;
    }
    failed = setenv(name, bytes, 1) != 0;
    free(bytes);
#endif
    return failed ? CL_PFX_fail(status, name, "the environment variable can't be set") : CL_UPFX_OK;
}
