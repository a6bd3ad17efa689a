int CL_PFX_prepare(const CL_PFX_host *host, CL_PFX_status *status)
{
    int result = CL_PFX_refuse_running(status);
#if CL_EXPANDING
    CL_TCHAR *origin;
#endif
#if CL_SETTING && !CL_WIDE
    if (result == CL_UPFX_OK) {
        result = CL_PFX_set_environment(host, status);
    }
#endif
#if CL_PLUGIN
    if (result == CL_UPFX_OK) {
        result = CL_PFX_share_python(status);
    }
#endif
#if CL_NEEDING
    if (result == CL_UPFX_OK) {
        result = CL_PFX_host_passed(host, status);
    }
#endif
#if CL_PREINITIALIZING
    if (result == CL_UPFX_OK) {
        result = CL_PFX_preinitialize(host, status);
    }
#endif
    CL_DROPPED;
#if CL_EXPANDING
    if (result != CL_UPFX_OK) {
        return result;
    }
#if CL_HOSTED
    origin = CL_PFX_values(host, status);
#else
    origin = CL_PFX_origin(host, status);
#endif
    if (origin == NULL) {
        return CL_UPFX_ERROR;
    }
#endif
#if !CL_EXPANDING && !CL_PREINITIALIZING && !CL_NEEDING && CL_WIDE
    (void)host;
#endif
#if !CL_EXPANDING && !CL_PREINITIALIZING && !CL_NEEDING && !CL_WIDE && !CL_SETTING
    (void)host;
#endif
#if CL_APPENDING
    if (result == CL_UPFX_OK) {
        result = CL_PFX_add_modules(status);
    }
#endif
#if CL_TCL
    if (result == CL_UPFX_OK) {
        result = CL_PFX_set_path_variable("TCL_LIBRARY", CL_TCLFOLDER, CL_ORIGIN, 1, status);
    }
#endif
#if CL_TERMINFO
    if (result == CL_UPFX_OK) {
        result = CL_PFX_find_terminfo(status);
    }
#endif
#if CL_TERMINFODIRS
    if (result == CL_UPFX_OK) {
        result = CL_PFX_set_variable("TERMINFO_DIRS", CL_TERMINFOFOLDERS, 1, status);
    }
#endif
#if CL_EXTENDING
    if (result == CL_UPFX_OK) {
        free(CL_PFX_paths_origin);
#if CL_HOSTED
        CL_PFX_paths_origin = CL_PFX_values(host, status);
#else
        CL_PFX_paths_origin = CL_PFX_expand(CL_MARK, CL_ORIGIN);
#endif
        if (CL_PFX_paths_origin == NULL) {
            result = CL_PFX_fail(status, "extending sys.path", "out of memory");
        }
        else if (PySys_AddAuditHook(CL_PFX_path_hook, NULL) != 0) {
            result = CL_PFX_fail(status, "extending sys.path", "the hook can't be set");
        }
    }
#endif
#if CL_EXPANDING
    free(origin);
#endif
    return result;
}
