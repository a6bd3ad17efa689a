/* Shows the exception of a program, and sets the exit that comes of it. */
static void CL_PFX_show_failure(PyObject *names)
{
    PyObject *ending = CL_PFX_handle(names, "show");
    if (ending == NULL) {
        PyErr_WriteUnraisable(NULL);
    }
    PyErr_SetObject(PyExc_SystemExit, ending != NULL ? ending : Py_True);
    Py_XDECREF(ending);
}
