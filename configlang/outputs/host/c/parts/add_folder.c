/* Puts a folder into the path, at a place of those before it where they go first; frees the text, which may be missing.
 * -1 with an exception set where it failed. */
static int CL_PFX_add_folder(PyObject *path, Py_ssize_t index, CL_TCHAR *text)
{
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
        (void)index;
        result = PyList_Append(path, item);
#endif
        Py_DECREF(item);
    }
    return result;
}
