static int CL_PFX_run_worker(void)
{
    PyObject *names = CL_PFX_script_names(), *done = NULL;
    int exit_code;
    if (names != NULL) {
        done = CL_PFX_execute(
            CL_WORKER, names);
    }
    Py_XDECREF(done);
    exit_code = CL_PFX_ended(names, NULL);
    return Py_FinalizeEx() < 0 ? 120 : exit_code;
}
