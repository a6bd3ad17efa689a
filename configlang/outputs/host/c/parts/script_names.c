/* Returns the namespace of the functions that begin and end a script; NULL with an exception set where it failed. */
static PyObject *CL_PFX_script_names(void)
{
    PyObject *program = CL_PFX_execute(CL_PFX_program, NULL);
    PyObject *names = program != NULL ? CL_PFX_execute(CL_PFX_script, program) : NULL;
    Py_XDECREF(program);
    return names;
}
