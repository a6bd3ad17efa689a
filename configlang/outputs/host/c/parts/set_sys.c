/* Sets an attribute of sys, and takes the reference to its value; NULL stands for an exception that is set. */
static int CL_PFX_set_sys(const char *name, PyObject *value, CL_PFX_status *status)
{
    const int failed = value == NULL || PySys_SetObject(name, value) != 0;
    Py_XDECREF(value);
    return failed ? CL_PFX_raised(status, name) : CL_UPFX_OK;
}
