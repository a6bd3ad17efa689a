#if CL_WIDE
int CL_PFX_set_environment(const CL_PFX_host *host, CL_PFX_status *status)
#else
/* Sets and removes variables of the environment, before anything of Python reads one. */
static int CL_PFX_set_environment(const CL_PFX_host *host, CL_PFX_status *status)
#endif
{
    int result = CL_PFX_refuse_running(status);
#if CL_SETTINGPATHS
    CL_TCHAR *origin;
#endif
#if CL_NEEDING
    if (result == CL_UPFX_OK) {
        result = CL_PFX_host_passed(host, status);
    }
#endif
#if CL_SETTINGPATHS
    if (result != CL_UPFX_OK) {
        return result;
    }
#if CL_WIDE
    CL_PFX_is_early = 1;
#endif
#if CL_HOSTED
    origin = CL_PFX_values(host, status);
#else
    origin = CL_PFX_origin(host, status);
#endif
#if CL_WIDE
    CL_PFX_is_early = 0;
#endif
    if (origin == NULL) {
        return CL_UPFX_ERROR;
    }
#endif
#if !CL_SETTINGPATHS && !CL_NEEDING
    (void)host;
#endif
    CL_VARIABLES;
#if CL_SETTINGPATHS
    free(origin);
#endif
    return result;
}
