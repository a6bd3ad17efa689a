/* Sets a member to a text that may be missing, and frees it; missing text has its reason in the status already. */
static int CL_PFX_set_owned(PyConfig *config, wchar_t **member, wchar_t *text, const char *name, CL_PFX_status *status)
{
    const int result = text != NULL ? CL_PFX_set(config, member, text, name, status) : CL_UPFX_ERROR;
    free(text);
    return result;
}
