/* CPython 3.14 takes memory for modules and hooks from the allocator of the moment, and gives it back to the one that
 * the start sets: what it crashes over where that one has debug hooks. So the allocator is set before anything else. */
static int CL_PFX_preinitialize(const CL_PFX_host *host, CL_PFX_status *status)
{
    PyPreConfig preconfig;
    PyStatus got;
    PyPreConfig_InitIsolatedConfig(&preconfig);
    CL_PRECONFIG;
#if CL_ARGV
    (void)host;
    // clang-format off
    got = Py_PreInitializeFromBytesArgs(&preconfig, (Py_ssize_t)(sizeof CL_PFX_argv / sizeof CL_PFX_argv[0]),
                    (char **)CL_PFX_argv);
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
    if (PyStatus_IsExit(got)) {
        return CL_PFX_exit(status, got.exitcode);
    }
    if (PyStatus_Exception(got)) {
        return CL_PFX_explain(status, "preinitialising Python", got.err_msg);
    }
    return CL_UPFX_OK;
}
