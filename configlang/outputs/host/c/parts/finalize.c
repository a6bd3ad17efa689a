int CL_PFX_finalize(CL_PFX_status *status)
{
    static const char step[] = "finalising Python";
    if (!Py_IsInitialized()) {
        return CL_PFX_fail(status, step, "it does not run");
    }
    if (CL_PFX_starter == 0) {
        return CL_PFX_fail(status, step, "it was adopted: whoever has started it ends it");
    }
    if (CL_PFX_starter != PyThread_get_thread_ident()) {
        return CL_PFX_fail(status, step, "only the thread that has started it can");
    }
    PyGILState_Ensure();
    if (PyThread_tss_is_created(&CL_PFX_gil)) {
        PyThread_tss_set(&CL_PFX_gil, NULL);
    }
    CL_PFX_starter = 0;
    if (Py_FinalizeEx() < 0) {
        CL_PFX_fail(status, step, "output could not be flushed");
        if (status != NULL) {
            status->exit_code = 120;
        }
        return CL_UPFX_ERROR;
    }
    return CL_PFX_ok(status);
}
