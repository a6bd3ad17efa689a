int CL_PFX_run_file_in(PyThreadState *state, const char *path, const wchar_t *wpath, CL_PFX_status *status)
{
    PyThreadState *caller;
    int exit_code;
    if (state == NULL) {
        CL_PFX_fail(status, "running Python", "there is no such sub-interpreter");
        return 1;
    }
    caller = PyThreadState_Swap(state);
    exit_code = CL_PFX_run_file(path, wpath, status);
    PyThreadState_Swap(caller);
    return exit_code;
}
