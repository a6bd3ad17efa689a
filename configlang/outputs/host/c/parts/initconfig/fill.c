#if CL_ADOPTING
static int CL_PFX_set_options(PyInitConfig *config, const CL_PFX_host *host, CL_PFX_status *status)
#else
int CL_PFX_fill(PyInitConfig *config, const CL_PFX_host *host, CL_PFX_status *status)
#endif
{
#if CL_ADOPTING
    int result = CL_PFX_ok(status);
#else
    int result = CL_PFX_refuse_running(status);
#endif
#if CL_FILLING
#if CL_HOSTED
    char *origin = CL_PFX_values(host, status);
#else
    char *origin = CL_PFX_origin(host, status);
#endif
    if (origin == NULL) {
        return CL_UPFX_ERROR;
    }
#endif
#if CL_NEEDING
    if (result == CL_UPFX_OK) {
        result = CL_PFX_host_passed(host, status);
    }
#endif
    CL_OPTIONS;
    if (result == CL_UPFX_OK && host != NULL && (host->home != NULL || host->whome != NULL)) {
        char *text = CL_PFX_host_text(host->home, host->whome, "home", status);
        result = CL_PFX_set_owned(config, "home", text, status);
    }
    CL_HOME;
    if (result == CL_UPFX_OK && host != NULL && (host->executable != NULL || host->wexecutable != NULL)) {
        char *text = CL_PFX_host_text(host->executable, host->wexecutable, "executable", status);
        result = CL_PFX_set_owned(config, "executable", text, status);
    }
    CL_EXECUTABLE;
#if CL_NAMING
    if (result == CL_UPFX_OK) {
        result = CL_PFX_set_owned(config, "program_name", CL_PFX_executable(status), status);
    }
#endif
    CL_LISTS;
#if !CL_FIXEDARGV
    if (result == CL_UPFX_OK && host != NULL && host->wargv != NULL) {
        result = CL_PFX_set_argv(config, host, status);
    }
    else if (result == CL_UPFX_OK && host != NULL && host->argv != NULL) {
        // clang-format off
        result = CL_PFX_check(config, PyInitConfig_SetStrList(config, "argv", (size_t)host->argc, (char **)host->argv),
                           "argv", status);
        // clang-format on
    }
#endif
#if CL_ADDING
    if (result == CL_UPFX_OK) {
        result = CL_PFX_add_modules(config, status);
    }
#endif
#if CL_FILLING
    free(origin);
#endif
    return result;
}
#if CL_ADOPTING

int CL_PFX_fill(PyInitConfig *config, const CL_PFX_host *host, CL_PFX_status *status)
{
    if (CL_PFX_refuse_running(status) != CL_UPFX_OK) {
        return CL_UPFX_ERROR;
    }
    return CL_PFX_set_options(config, host, status);
}
#endif
