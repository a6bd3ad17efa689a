// The ints come first, since a text may preinitialise from them. USED uses what only members call that not every
// CPython has.

#if CL_ADOPTING
static int CL_PFX_set_members(PyConfig *config, const CL_PFX_host *host, CL_PFX_status *status)
#else
int CL_PFX_fill_config(PyConfig *config, const CL_PFX_host *host, CL_PFX_status *status)
#endif
{
#if CL_ADOPTING
    int result = CL_PFX_ok(status);
#else
    int result = CL_PFX_refuse_running(status);
#endif
#if CL_FILLING
    wchar_t *origin = NULL;
#endif
#if CL_ISOLATED
    PyConfig_InitIsolatedConfig(config);
#else
    PyConfig_InitPythonConfig(config);
#endif
#if CL_NEEDING
    if (result == CL_UPFX_OK) {
        result = CL_PFX_host_passed(host, status);
    }
#endif
    CL_INTS;
#if CL_REPLACING
    config->module_search_paths_set = 1;
#endif
    CL_USED;
#if CL_FILLING
#if CL_HOSTED
    origin = CL_PFX_values(host, status);
#else
    origin = CL_PFX_origin(host, status);
#endif
    if (origin == NULL) {
        return CL_UPFX_ERROR;
    }
#endif
    CL_TEXTS;
    if (result == CL_UPFX_OK && host != NULL && (host->home != NULL || host->whome != NULL)) {
        wchar_t *text = CL_PFX_host_text(host->home, host->whome, "home", status);
        result = CL_PFX_set_owned(config, &config->home, text, "home", status);
    }
    CL_HOME;
    if (result == CL_UPFX_OK && host != NULL && (host->executable != NULL || host->wexecutable != NULL)) {
        wchar_t *text = CL_PFX_host_text(host->executable, host->wexecutable, "executable", status);
        result = CL_PFX_set_owned(config, &config->executable, text, "executable", status);
    }
    CL_EXECUTABLE;
#if CL_NAMING
    if (result == CL_UPFX_OK) {
        result = CL_PFX_set_owned(config, &config->program_name, CL_PFX_executable(status), "program_name", status);
    }
#endif
    CL_SEARCHPATHS;
#if CL_ARGV
    if (result == CL_UPFX_OK) {
        // clang-format off
        result = CL_PFX_check(status, PyConfig_SetArgv(config, (Py_ssize_t)(sizeof CL_PFX_argv / sizeof CL_PFX_argv[0]),
                                                  (wchar_t **)CL_PFX_argv), "argv");
        // clang-format on
    }
#endif
#if !CL_FIXEDARGV
    if (result == CL_UPFX_OK && host != NULL && host->wargv != NULL) {
        result = CL_PFX_check(status, PyConfig_SetArgv(config, host->argc, (wchar_t **)host->wargv), "argv");
    }
    else if (result == CL_UPFX_OK && host != NULL && host->argv != NULL) {
        result = CL_PFX_check(status, PyConfig_SetBytesArgv(config, host->argc, (char **)host->argv), "argv");
    }
#endif
#if CL_FILLING
    free(origin);
#endif
    return result;
}
#if CL_ADOPTING

int CL_PFX_fill_config(PyConfig *config, const CL_PFX_host *host, CL_PFX_status *status)
{
    if (CL_PFX_refuse_running(status) != CL_UPFX_OK) {
#if CL_ISOLATED
        PyConfig_InitIsolatedConfig(config);
#else
        PyConfig_InitPythonConfig(config);
#endif
        return CL_UPFX_ERROR;
    }
    return CL_PFX_set_members(config, host, status);
}
#endif
