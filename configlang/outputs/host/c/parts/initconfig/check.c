/* Turns what a function of PyInitConfig has returned into a status. */
static int CL_PFX_check(PyInitConfig *config, int failed, const char *step, CL_PFX_status *status)
{
    const char *text = NULL;
    int exit_code = 0;
    if (failed == 0) {
        return CL_UPFX_OK;
    }
    /* An exit request is an error as well, so it is asked for first. */
    if (PyInitConfig_GetExitCode(config, &exit_code)) {
        return CL_PFX_exit(status, exit_code);
    }
    PyInitConfig_GetError(config, &text);
    return CL_PFX_explain(status, step, text);
}
