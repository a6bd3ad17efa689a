int CL_PFX_end_interpreter(PyThreadState *state, CL_PFX_status *status)
{
    static const char step[] = "ending a sub-interpreter";
    PyThreadState *caller;
    int result = CL_PFX_ok(status);
    if (state == NULL) {
        return CL_PFX_fail(status, step, "there is no such sub-interpreter");
    }
    caller = PyThreadState_Swap(state);
#if PY_VERSION_HEX < 0x030e0000
    {
        PyObject *names = CL_PFX_execute(
            CL_DAEMONS, NULL);
        if (names == NULL) {
            result = CL_PFX_raised(status, step);
        }
        else if (PyObject_IsTrue(PyDict_GetItemString(names, "daemons"))) {
            result = CL_PFX_fail(status, step, "a daemon thread still runs in it");
        }
        Py_XDECREF(names);
    }
#endif
    if (result == CL_UPFX_OK) {
        Py_EndInterpreter(state);
    }
    PyThreadState_Swap(caller);
    return result;
}
