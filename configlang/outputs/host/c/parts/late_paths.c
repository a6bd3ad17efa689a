/* Returns the folders around the path that Python computes; NULL with the status set. */
static PyObject *CL_PFX_late_paths(const CL_PFX_host *host, CL_PFX_status *status)
{
    PyObject *found = PyList_New(0);
#if CL_EXTENDING
    size_t index;
#if CL_EXPANDING
#if CL_HOSTED
    CL_TCHAR *origin = CL_PFX_values(host, status);
#else
    CL_TCHAR *origin = CL_PFX_origin(host, status);
#endif
    if (origin == NULL) {
        Py_XDECREF(found);
        return NULL;
    }
#endif
    for (index = 0; found != NULL && index < sizeof CL_PFX_paths / sizeof CL_PFX_paths[0]; index++) {
#if CL_HOSTED
        const size_t many = CL_PFX_count(CL_PFX_paths[index], CL_ORIGIN);
#else
        const size_t many = 1;
#endif
        size_t at;
        for (at = 0; found != NULL && at < many; at++) {
#if CL_HOSTED
            CL_TCHAR *text = CL_PFX_expand_values(CL_PFX_paths[index], CL_ORIGIN, at);
#else
            CL_TCHAR *text = CL_PFX_expand(CL_PFX_paths[index], CL_ORIGIN);
#endif
            if (CL_PFX_add_folder(found, PyList_Size(found), text) != 0) {
                Py_CLEAR(found);
            }
        }
    }
#if CL_EXPANDING
    free(origin);
#endif
#endif
    (void)host;
    if (found == NULL) {
        CL_PFX_raised(status, "reading the paths");
    }
    return found;
}
