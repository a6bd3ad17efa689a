/* Puts the folders of the host around the path that Python has computed, once in each interpreter, which may run beside
 * others; -1 with an exception set where it failed. */
static int CL_PFX_extend_path(void)
{
    PyObject *path = PySys_GetObject("path");
#if PY_VERSION_HEX >= 0x03090000
    PyObject *kept = PyInterpreterState_GetDict(PyInterpreterState_Get());
#else
    PyObject *kept = PyInterpreterState_GetDict(PyThreadState_Get()->interp);
#endif
    const Py_ssize_t count = (Py_ssize_t)(sizeof CL_PFX_paths / sizeof CL_PFX_paths[0]);
    Py_ssize_t index;
#if CL_HOSTED
    Py_ssize_t at = 0;
#endif
    if (path == NULL || !PyList_Check(path)) {
        PyErr_SetString(PyExc_RuntimeError, "sys.path is no list");
        return -1;
    }
    if (kept == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    if (PyDict_GetItemString(kept, "CL_PFX_paths") != NULL) {
        return 0;
    }
    if (PyDict_SetItemString(kept, "CL_PFX_paths", Py_True) != 0) {
        return -1;
    }
    for (index = 0; index < count; index++) {
#if CL_HOSTED
        const size_t many = CL_PFX_count(CL_PFX_paths[index], CL_PFX_paths_origin);
        size_t found;
        for (found = 0; found < many; found++, at++) {
            CL_TCHAR *text = CL_PFX_expand_values(CL_PFX_paths[index], CL_PFX_paths_origin, found);
            if (CL_PFX_add_folder(path, at, text) != 0) {
                return -1;
            }
        }
#else
        CL_TCHAR *text = CL_PFX_expand(CL_PFX_paths[index], CL_PFX_paths_origin);
        if (CL_PFX_add_folder(path, index, text) != 0) {
            return -1;
        }
#endif
    }
    return 0;
}
