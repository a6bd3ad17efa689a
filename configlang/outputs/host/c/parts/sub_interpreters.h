/* Sub-interpreters, of CPython 3.12 and later: before, a start is CL_UPFX_ERROR. All of these want the GIL of an
 * interpreter, the main one's in most cases, and leave the thread state current that was so before, whatever comes of
 * them. What a start returns as `state` belongs to the thread that has called it: only that thread may run scripts in the
 * interpreter with these functions, and end it. While a script runs where the GIL is its own, that of the caller is free.
 * They have what the config says of the main one: sys.frozen and its like, finders, folders around the computed path.
 * All must have ended before Python does. */
CL_STARTS;

/* As CL_PFX_run_code and CL_PFX_run_file, in a sub-interpreter. */
int CL_PFX_run_code_in(PyThreadState *state, const char *code, CL_PFX_status *status);
int CL_PFX_run_file_in(PyThreadState *state, const char *path, const wchar_t *wpath, CL_PFX_status *status);

/* Ends a sub-interpreter: threads that are no daemons are waited for, exit functions run. Where a daemon thread still
 * runs, for which CPython up to 3.13 would end the process, it is CL_UPFX_ERROR, and the interpreter stays. */
int CL_PFX_end_interpreter(PyThreadState *state, CL_PFX_status *status);
