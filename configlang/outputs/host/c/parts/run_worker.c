static int CL_PFX_run_worker(void)
{
    PyObject *names = CL_PFX_execute(
        CL_WORKER);
    PyObject *code = names != NULL ? PyDict_GetItemString(names, "code") : NULL;
    int exit_code = code != NULL ? (int)PyLong_AsLong(code) : 1;
    if (PyErr_Occurred()) {
        PyErr_Print();
        exit_code = 1;
    }
    Py_XDECREF(names);
    return Py_FinalizeEx() < 0 ? 120 : exit_code;
}
