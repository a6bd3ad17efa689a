int CL_PFX_initialize(const CL_PFX_host *host, CL_PFX_status *status)
{
    PyPreConfig preconfig;
    PyConfig config;
    PyStatus got;
    int result = CL_PFX_refuse_running(status);
    if (result != CL_UPFX_OK) {
        return result;
    }
#if CL_FROM38
#if PY_VERSION_HEX < 0x03090000
    if (PyImport_Inittab == NULL) {
        return CL_PFX_fail(status, "starting Python", "CPython 3.8 can't start again once it has run with modules");
    }
#endif
#endif
#if CL_SETTING
    result = CL_PFX_set_environment(host, status);
    if (result != CL_UPFX_OK) {
        return result;
    }
#endif
    CL_PFX_fill_preconfig(&preconfig);
#if CL_PREHOST
    result = CL_PFX_host_preconfig(&preconfig, host, status);
    if (result != CL_UPFX_OK) {
        return result;
    }
#endif
#if CL_ARGV
    (void)host;
    // clang-format off
    got = Py_PreInitializeFromArgs(&preconfig, (Py_ssize_t)(sizeof CL_PFX_argv / sizeof CL_PFX_argv[0]),
                    (wchar_t **)CL_PFX_argv);
    // clang-format on
#else
    if (host != NULL && host->wargv != NULL) {
        got = Py_PreInitializeFromArgs(&preconfig, host->argc, (wchar_t **)host->wargv);
    }
    else if (host != NULL && host->argv != NULL) {
        got = Py_PreInitializeFromBytesArgs(&preconfig, host->argc, (char **)host->argv);
    }
    else {
        got = Py_PreInitialize(&preconfig);
    }
#endif
    result = CL_PFX_check(status, got, "preinitialising Python");
    if (result == CL_UPFX_OK) {
        result = CL_PFX_prepare(host, status);
    }
    if (result != CL_UPFX_OK) {
        return result;
    }
    result = CL_PFX_fill_config(&config, host, status);
    if (result == CL_UPFX_OK) {
        result = CL_PFX_check(status, Py_InitializeFromConfig(&config), "starting Python");
    }
    PyConfig_Clear(&config);
    return result == CL_UPFX_OK ? CL_PFX_finish(host, status) : result;
}
