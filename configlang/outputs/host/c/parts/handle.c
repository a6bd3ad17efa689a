/* Calls a function with the exception that is set, or with None three times where none is, and leaves none set.
 * Returns NULL with an exception set where that failed.
 */
static PyObject *CL_PFX_handle(PyObject *names, const char *function)
{
    PyObject *type = NULL, *value = NULL, *traceback = NULL, *result;
    if (names == NULL) {
        return NULL;
    }
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    if (traceback != NULL) {
        PyException_SetTraceback(value, traceback);
    }
    result = PyObject_CallFunctionObjArgs(PyDict_GetItemString(names, function), type != NULL ? type : Py_None,
                                          value != NULL ? value : Py_None, traceback != NULL ? traceback : Py_None, NULL);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    return result;
}
