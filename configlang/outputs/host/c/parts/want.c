/* Notes what is wanted, and takes the reference to it; NULL stands for an exception that is set. */
static int CL_PFX_want(PyObject *wanted, const char *name, PyObject *value)
{
    const int failed = value == NULL || PyDict_SetItemString(wanted, name, value) != 0;
    Py_XDECREF(value);
    return failed ? -1 : 0;
}
