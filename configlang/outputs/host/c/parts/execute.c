/* Runs Python code in a namespace of its own, which is returned; NULL with an exception set where it failed. */
static PyObject *CL_PFX_execute(const char *code)
{
    PyObject *result = NULL, *names = PyDict_New();
    if (names == NULL) {
        return NULL;
    }
    if (PyDict_SetItemString(names, "__builtins__", PyEval_GetBuiltins()) == 0) {
        result = PyRun_String(code, Py_file_input, names, names);
    }
    if (result == NULL) {
        Py_CLEAR(names);
    }
    Py_XDECREF(result);
    return names;
}
