static int CL_PFX_set_variable(const char *name, const char *value, CL_PFX_status *status)
{
#ifdef _WIN32
    int failed = 1, size = MultiByteToWideChar(CP_UTF8, 0, value, -1, NULL, 0);
    wchar_t wide_name[64], *wide = (wchar_t *)malloc((size_t)size * sizeof *wide);
    if (wide != NULL && MultiByteToWideChar(CP_UTF8, 0, value, -1, wide, size) != 0 &&
        MultiByteToWideChar(CP_UTF8, 0, name, -1, wide_name, 64) != 0) {
        failed = _wputenv_s(wide_name, wide) != 0;
    }
    free(wide);
#else
    const int failed = setenv(name, value, 1) != 0;
#endif
    return failed ? CL_PFX_fail(status, name, "the environment variable can't be set") : CL_UPFX_OK;
}
