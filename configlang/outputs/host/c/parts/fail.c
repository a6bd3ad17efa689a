static int CL_PFX_fail(CL_PFX_status *status, const char *step, const char *text)
{
    if (status != NULL) {
        status->kind = CL_UPFX_ERROR;
        status->exit_code = 1;
        CL_PFX_cut(status, snprintf(status->message, sizeof status->message, "%s: %s", step, text));
    }
    return CL_UPFX_ERROR;
}
