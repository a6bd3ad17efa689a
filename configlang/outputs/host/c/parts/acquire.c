int CL_PFX_acquire(CL_PFX_status *status)
{
    static const char step[] = "taking the GIL";
    const uintptr_t last = (uintptr_t)1 << (sizeof(uintptr_t) * 8 - 1);
    PyGILState_STATE state;
    uintptr_t held;
    if (!Py_IsInitialized()) {
        return CL_PFX_fail(status, step, "Python does not run");
    }
    state = PyGILState_Ensure();
    if (PyThread_tss_create(&CL_PFX_gil) != 0) {
        PyGILState_Release(state);
        return CL_PFX_fail(status, step, "out of memory");
    }
    held = (uintptr_t)PyThread_tss_get(&CL_PFX_gil);
    held = held != 0 ? held : 1;
    if ((held & last) != 0 || PyThread_tss_set(&CL_PFX_gil, (void *)(held << 1 | (state == PyGILState_LOCKED))) != 0) {
        PyGILState_Release(state);
        return CL_PFX_fail(status, step, "this thread has taken it too often");
    }
    return CL_PFX_ok(status);
}
