static int CL_PFX_want_list(PyObject *wanted, const char *name, const PyWideStringList *list)
{
    PyObject *items = PyList_New(0);
    Py_ssize_t index;
    for (index = 0; items != NULL && index < list->length; index++) {
        PyObject *item = PyUnicode_FromWideChar(list->items[index], -1);
        if (item == NULL || PyList_Append(items, item) != 0) {
            Py_CLEAR(items);
        }
        Py_XDECREF(item);
    }
    return CL_PFX_want(wanted, name, items);
}
