int CL_PFX_prepare(const CL_PFX_host *host, CL_PFX_status *status)
{
    int result = CL_PFX_ok(status);
#if CL_EXPANDING
    CL_TCHAR *origin;
#endif
#if CL_PREINITIALIZING
    if (result == CL_UPFX_OK) {
        result = CL_PFX_preinitialize(host, status);
    }
#endif
#if CL_CLEARING
    if (result == CL_UPFX_OK) {
        result = CL_PFX_drop_variables(status);
    }
#endif
#if CL_EXPANDING
    if (result != CL_UPFX_OK) {
        return result;
    }
    origin = CL_PFX_origin(host, status);
    if (origin == NULL) {
        return CL_UPFX_ERROR;
    }
#endif
#if !CL_EXPANDING && !CL_PREINITIALIZING
    (void)host;
#endif
#if CL_APPENDING
    if (result == CL_UPFX_OK) {
        result = CL_PFX_add_modules(status);
    }
#endif
#if CL_TCL
    if (result == CL_UPFX_OK) {
        CL_TCHAR *folder = CL_PFX_expand(CL_TCLFOLDER, CL_ORIGIN);
        result = folder != NULL ? CL_PFX_set_variable("TCL_LIBRARY", folder, status)
                                : CL_PFX_fail(status, "TCL_LIBRARY", "out of memory");
        free(folder);
    }
#endif
#if CL_TERMINFO
    if (result == CL_UPFX_OK) {
        result = CL_PFX_find_terminfo(status);
    }
#endif
#if CL_TERMINFODIRS
    if (result == CL_UPFX_OK) {
        result = CL_PFX_set_variable("TERMINFO_DIRS", CL_TERMINFOFOLDERS, status);
    }
#endif
#if CL_EXTENDING
    if (result == CL_UPFX_OK) {
        free(CL_PFX_paths_origin);
        CL_PFX_paths_interpreter = -1;
        CL_PFX_paths_origin = CL_PFX_expand(CL_MARK, CL_ORIGIN);
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
