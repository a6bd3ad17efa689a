/* Starts a sub-interpreter, and does in it what it has from no other. */
// clang-format off
static int CL_PFX_start_interpreter(const PyInterpreterConfig *config, const CL_PFX_host *host, PyThreadState **state,
                                 const char *step, CL_PFX_status *status)
// clang-format on
{
#if PY_VERSION_HEX >= 0x030d0000
    PyThreadState *caller = Py_IsInitialized() ? PyThreadState_GetUnchecked() : NULL, *made = NULL;
#else
    PyThreadState *caller = Py_IsInitialized() ? _PyThreadState_UncheckedGet() : NULL, *made = NULL;
#endif
    PyStatus got;
    int result;
    if (caller == NULL) {
        return CL_PFX_fail(status, step, "Python does not run, or this thread does not hold the GIL");
    }
    got = Py_NewInterpreterFromConfig(&made, config);
    if (PyStatus_Exception(got)) {
        return CL_PFX_explain(status, step, got.err_msg);
    }
    result = CL_PFX_finish(host, status);
    if (result == CL_UPFX_OK) {
        *state = made;
    }
    else {
        Py_EndInterpreter(made);
    }
    PyThreadState_Swap(caller);
    return result;
}
