/* Sets an option to a text that may be missing, and frees it; missing text has its reason in the status already. */
static int CL_PFX_set_owned(PyInitConfig *config, const char *name, char *text, CL_PFX_status *status)
{
    const int result =
        text != NULL ? CL_PFX_check(config, PyInitConfig_SetStr(config, name, text), name, status) : CL_UPFX_ERROR;
    free(text);
    return result;
}
