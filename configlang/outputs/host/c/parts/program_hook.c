/* Py_RunMain ends the process where a command, a file or what is shown of its failure exits; only what comes out of an
 * audit event as an exit is returned. So the program runs within the event that goes before it.
 */
static int CL_PFX_program_hook(const char *event, PyObject *arguments, void *data)
{
    PyObject *names, *first, *all, *ready = NULL, *result;
    (void)data;
    if (!CL_PFX_awaits_program || strncmp(event, "cpython.run_", 12) != 0) {
        return 0;
    }
    /* Other hooks are asked once more, behind this one too. */
    CL_PFX_awaits_program = 0;
    names = CL_PFX_execute(CL_PFX_program, NULL);
    first = names != NULL ? Py_BuildValue("(s)", event) : NULL;
    all = first != NULL ? PySequence_Concat(first, arguments) : NULL;
    if (all != NULL) {
        ready = PyObject_CallObject(PyDict_GetItemString(names, "prepare"), all);
    }
    Py_XDECREF(first);
    Py_XDECREF(all);
    if (ready != NULL && PyTuple_Check(ready)) {
        result = PyObject_CallObject(PyTuple_GetItem(ready, 0), PyTuple_GetItem(ready, 1));
        if (result != NULL) {
            PyErr_SetNone(PyExc_SystemExit);
        }
        else if (!PyErr_ExceptionMatches(PyExc_SystemExit)) {
            CL_PFX_show_failure(names);
        }
        Py_XDECREF(result);
    }
    else if (ready == NULL && PyErr_ExceptionMatches(PyExc_KeyboardInterrupt)) {
        CL_PFX_show_failure(names);
    }
    else if (ready != NULL || !PyErr_ExceptionMatches(PyExc_SystemExit)) {
        /* CPython tells of what can't be run. */
        PyErr_Clear();
        CL_PFX_awaits_program = 1;
    }
    Py_XDECREF(ready);
    Py_XDECREF(names);
    return PyErr_Occurred() != NULL ? -1 : 0;
}
