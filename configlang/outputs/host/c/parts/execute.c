/* Runs Python code in a namespace, which is returned, NULL means a fresh one; NULL with an exception set on failure. */
static PyObject *CL_PFX_execute(const char *code, PyObject *names)
{
    PyObject *result = NULL;
    Py_XINCREF(names);
    if (names == NULL) {
        names = PyDict_New();
        if (names != NULL && PyDict_SetItemString(names, "__builtins__", PyEval_GetBuiltins()) != 0) {
            Py_CLEAR(names);
        }
    }
    if (names != NULL) {
        result = PyRun_String(code, Py_file_input, names, names);
    }
    if (result == NULL) {
        Py_CLEAR(names);
    }
    Py_XDECREF(result);
    return names;
}
