/* Notes an option, where this Python has it: a number (i), a text (s), or a list of texts (l). */
static int CL_PFX_want_option(PyObject *wanted, PyInitConfig *config, const char *name, char kind)
{
    int64_t number = 0;
    char *text = NULL, **items = NULL;
    size_t count = 0, index;
    PyObject *value = NULL;
    if (!PyInitConfig_HasOption(config, name)) {
        return 0;
    }
    if (kind == 'i') {
        return PyInitConfig_GetInt(config, name, &number) == 0
                   ? CL_PFX_want(wanted, name, PyLong_FromLongLong(number))
                   : 0;
    }
    if (kind == 's') {
        if (PyInitConfig_GetStr(config, name, &text) != 0 || text == NULL) {
            return 0;
        }
        value = PyUnicode_FromString(text);
        free(text);
        return CL_PFX_want(wanted, name, value);
    }
    if (PyInitConfig_GetStrList(config, name, &count, &items) != 0) {
        return 0;
    }
    value = PyList_New(0);
    for (index = 0; value != NULL && index < count; index++) {
        PyObject *item = PyUnicode_FromString(items[index]);
        if (item == NULL || PyList_Append(value, item) != 0) {
            Py_CLEAR(value);
        }
        Py_XDECREF(item);
    }
    PyInitConfig_FreeStrList(count, items);
    return CL_PFX_want(wanted, name, value);
}
