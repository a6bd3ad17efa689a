/* Sets a variable of the environment, or removes it where the value is NULL. */
static int CL_PFX_set_variable(const char *name, const CL_TCHAR *value, int overwrites, CL_PFX_status *status)
{
    int failed;
#ifdef _WIN32
    wchar_t *wide_name = CL_PFX_widen(name);
#if CL_WIDE
    failed = wide_name == NULL || CL_PFX_put_variable(wide_name, value, overwrites) != 0;
#else
    wchar_t *wide = value != NULL ? CL_PFX_widen(value) : NULL;
    failed = wide_name == NULL || (value != NULL && wide == NULL) ||
             CL_PFX_put_variable(wide_name, wide, overwrites) != 0;
    free(wide);
#endif
    free(wide_name);
#else
#if CL_WIDE
    /* Py_EncodeLocale needs an interpreter from CPython 3.12 on. */
    char *bytes = value != NULL ? CL_PFX_utf8(value, name, status) : NULL;
    if (value != NULL && bytes == NULL) {
        return CL_UPFX_ERROR;
    }
    failed = (bytes != NULL ? setenv(name, bytes, overwrites) : unsetenv(name)) != 0;
    free(bytes);
#else
    failed = (value != NULL ? setenv(name, value, overwrites) : unsetenv(name)) != 0;
#endif
#endif
    return failed ? CL_PFX_fail(status, name, "the environment variable can't be set or removed") : CL_UPFX_OK;
}
