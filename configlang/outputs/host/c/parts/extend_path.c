/* Puts the folders of the host around the path that Python has computed; -1 with an exception set where it failed. */
static int CL_PFX_extend_path(void)
{
    PyObject *path = PySys_GetObject("path");
    const Py_ssize_t count = (Py_ssize_t)(sizeof CL_PFX_paths / sizeof CL_PFX_paths[0]);
    Py_ssize_t index;
    if (path == NULL || !PyList_Check(path)) {
        PyErr_SetString(PyExc_RuntimeError, "sys.path is no list");
        return -1;
    }
    for (index = 0; index < count; index++) {
        CL_TCHAR *text = CL_PFX_expand(CL_PFX_paths[index], CL_PFX_paths_origin);
        PyObject *item = NULL;
        int result = -1;
        if (text == NULL) {
            PyErr_NoMemory();
            return -1;
        }
#if CL_WIDE
        item = PyUnicode_FromWideChar(text, -1);
#else
        item = PyUnicode_FromString(text);
#endif
        free(text);
        if (item != NULL) {
#if CL_PREPENDING
            result = PyList_Insert(path, index, item);
#else
            result = PyList_Append(path, item);
#endif
            Py_DECREF(item);
        }
        if (result != 0) {
            return -1;
        }
    }
    return 0;
}
