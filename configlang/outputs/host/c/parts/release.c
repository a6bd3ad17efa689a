int CL_PFX_release(CL_PFX_status *status)
{
    static const char step[] = "releasing the GIL";
    uintptr_t held = 0;
    if (!Py_IsInitialized() || !PyGILState_Check()) {
        return CL_PFX_fail(status, step, "this thread does not hold it");
    }
    if (PyThread_tss_is_created(&CL_PFX_gil)) {
        held = (uintptr_t)PyThread_tss_get(&CL_PFX_gil);
    }
    if (held > 1) {
        PyThread_tss_set(&CL_PFX_gil, (void *)(held >> 1));
        PyGILState_Release((held & 1) != 0 ? PyGILState_LOCKED : PyGILState_UNLOCKED);
    }
    else if (CL_PFX_starter == PyThread_get_thread_ident()) {
        PyEval_SaveThread();
    }
    else {
        return CL_PFX_fail(status, step, "this thread has it from elsewhere");
    }
    return CL_PFX_ok(status);
}
