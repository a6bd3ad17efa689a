/* Runs a script, and takes the reference to its text or path; NULL stands for an exception that is set. */
static int CL_PFX_run_script(const char *kind, PyObject *script, CL_PFX_status *status)
{
    PyObject *names = script != NULL ? CL_PFX_script_names() : NULL, *call = NULL, *result = NULL;
    if (names != NULL) {
        call = PyObject_CallFunction(PyDict_GetItemString(names, "begin"), "sO", kind, script);
    }
    if (call != NULL) {
        result = PyObject_CallObject(PyTuple_GetItem(call, 0), PyTuple_GetItem(call, 1));
    }
    Py_XDECREF(script);
    Py_XDECREF(call);
    Py_XDECREF(result);
    return CL_PFX_ended(names, status);
}
