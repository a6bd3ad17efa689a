/* Turns what differs into the text that is kept, and into a status; -1 with an exception set where it failed. */
static int CL_PFX_differing(PyObject *names, PyObject *found, CL_PFX_status *status)
{
    PyObject *told = PyObject_CallFunctionObjArgs(PyDict_GetItemString(names, "tell"), found, NULL);
    const char *text = told != NULL ? PyBytes_AsString(told) : NULL;
    char *copy = text != NULL ? (char *)malloc(strlen(text) + 1) : NULL;
    if (copy == NULL) {
        Py_XDECREF(told);
        if (PyErr_Occurred() == NULL) {
            PyErr_NoMemory();
        }
        return -1;
    }
    strcpy(copy, text);
    Py_DECREF(told);
    free(CL_PFX_difference_text);
    CL_PFX_difference_text = copy;
    CL_PFX_ok(status);
    if (copy[0] == '\0') {
        return CL_UPFX_OK;
    }
    CL_PFX_fail(status, "what runs is another Python", copy);
    if (status != NULL) {
        status->kind = CL_UPFX_DIFFERS;
        status->exit_code = 0;
    }
    return CL_UPFX_DIFFERS;
}
