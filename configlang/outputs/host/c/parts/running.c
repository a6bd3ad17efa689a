/* Returns the configuration of the interpreter that runs; NULL with an exception set where it failed. */
static PyObject *CL_PFX_running(void)
{
    PyObject *found = PyDict_New();
#if PY_VERSION_HEX >= 0x030e0000
    PyObject *names = found != NULL ? PyConfig_Names() : NULL;
    PyObject *each = names != NULL ? PyObject_GetIter(names) : NULL;
    PyObject *name;
    while (each != NULL && (name = PyIter_Next(each)) != NULL) {
        const char *text = PyUnicode_AsUTF8(name);
        PyObject *value = text != NULL ? PyConfig_Get(text) : NULL;
        if (value == NULL) {
            PyErr_Clear();
        }
        else if (PyDict_SetItem(found, name, value) != 0) {
            Py_CLEAR(found);
        }
        Py_XDECREF(value);
        Py_DECREF(name);
        if (found == NULL) {
            break;
        }
    }
    Py_XDECREF(each);
    Py_XDECREF(names);
#else
    /* Declared nowhere, and exported by every CPython that was seen; else the flags of sys have to do. */
    static const char name[] = "_Py_GetConfigsAsDict";
    static const char *const structs[] = {"pre_config", "config"};
    PyObject *(*get)(void) = NULL;
    PyObject *all = NULL;
    size_t index;
#ifdef _WIN32
    HMODULE library = NULL;
    if (GetModuleHandleExW(6, (LPCWSTR)(void *)&PyImport_Inittab, &library)) {
        const FARPROC address = GetProcAddress(library, name);
        memcpy(&get, &address, sizeof get);
    }
#else
    void *const address = dlsym(RTLD_DEFAULT, name);
    memcpy(&get, &address, sizeof get);
#endif
    if (found != NULL && get != NULL) {
        all = get();
        if (all == NULL) {
            PyErr_Clear();
        }
    }
    for (index = 0; all != NULL && found != NULL && index < 2; index++) {
        PyObject *values = PyDict_GetItemString(all, structs[index]);
        if (values != NULL && PyDict_Update(found, values) != 0) {
            Py_CLEAR(found);
        }
    }
    Py_XDECREF(all);
#endif
    return found;
}
