/* Shows the exception of a program, and sets the exit that comes of it. */
static void CL_PFX_show_failure(PyObject *names)
{
    PyObject *type = NULL, *value = NULL, *traceback = NULL, *ending = NULL;
    const int is_interrupt = PyErr_ExceptionMatches(PyExc_KeyboardInterrupt);
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    if (traceback == NULL) {
        Py_INCREF(Py_None);
        traceback = Py_None;
    }
    PyException_SetTraceback(value, traceback);
    if (names != NULL && is_interrupt) {
        ending = PyObject_CallFunctionObjArgs(PyDict_GetItemString(names, "interrupt"), type, value, traceback, NULL);
    }
    else if (names != NULL) {
        ending = PyObject_CallObject(PyDict_GetItemString(names, "shield"), NULL);
    }
    PyErr_Clear();
    if (ending != NULL && is_interrupt) {
        Py_DECREF(type);
        Py_DECREF(value);
        Py_DECREF(traceback);
    }
    else {
        PyErr_Restore(type, value, traceback);
        PyErr_Print();
    }
    PyErr_SetObject(PyExc_SystemExit, ending != NULL ? PyList_GetItem(ending, 0) : Py_True);
    Py_XDECREF(ending);
}
