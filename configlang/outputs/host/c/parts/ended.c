/* Ends a script or a worker, with the exception that is set or without, takes its names, and returns the exit code. */
static int CL_PFX_ended(PyObject *names, CL_PFX_status *status)
{
    PyObject *ending = CL_PFX_handle(names, "end"), *code;
    const char *text;
    int kind, exit_code = 1;
    CL_PFX_ok(status);
    if (ending != NULL && PyArg_ParseTuple(ending, "iOs", &kind, &code, &text)) {
        exit_code = (int)PyLong_AsLong(code);
        /* What is too large for a long is -1. */
        PyErr_Clear();
        if (status != NULL) {
            status->kind = kind;
            status->exit_code = exit_code;
            CL_PFX_cut(status, snprintf(status->message, sizeof status->message, "%s", text));
        }
    }
    else if (status != NULL) {
        CL_PFX_raised(status, "running Python");
    }
    else {
        PyErr_WriteUnraisable(NULL);
    }
    if (names != NULL) {
        /* Its functions refer to it. */
        PyDict_Clear(names);
    }
    Py_XDECREF(ending);
    Py_XDECREF(names);
    return exit_code;
}
