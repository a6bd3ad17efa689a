/* Turns the Python exception that is set into a status. */
static int CL_PFX_raised(CL_PFX_status *status, const char *step)
{
    PyObject *type = NULL, *value = NULL, *traceback = NULL, *text = NULL;
    const char *utf8 = NULL;
    int result;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    if (value != NULL) {
        text = PyObject_Repr(value);
    }
    if (text != NULL) {
        utf8 = PyUnicode_AsUTF8(text);
    }
    result = CL_PFX_fail(status, step, utf8 != NULL ? utf8 : "an exception that has no text");
    Py_XDECREF(text);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    PyErr_Clear();
    return result;
}
