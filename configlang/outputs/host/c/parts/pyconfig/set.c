static int CL_PFX_set(PyConfig *config, wchar_t **member, const wchar_t *text, const char *name, CL_PFX_status *status)
{
    return CL_PFX_check(status, PyConfig_SetString(config, member, text), name);
}
