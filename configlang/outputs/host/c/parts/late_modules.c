/* Returns what the finder of linked-in modules is made of; NULL with an exception set where it failed. */
static PyObject *CL_PFX_late_modules(void)
{
#if CL_MODULED
    static PyMethodDef create = {"create_module", CL_PFX_create_module, METH_O, NULL};
    static PyMethodDef execute = {"exec_module", CL_PFX_execute_module, METH_O, NULL};
    PyObject *names = PyList_New(0);
    size_t index;
    for (index = 0; names != NULL && index < sizeof CL_PFX_modules / sizeof CL_PFX_modules[0]; index++) {
        const struct _inittab *entry = PyImport_Inittab;
        PyObject *name;
        while (entry != NULL && entry->name != NULL && strcmp(entry->name, CL_PFX_modules[index].name) != 0) {
            entry++;
        }
        if (entry != NULL && entry->name != NULL && entry->initfunc == CL_PFX_modules[index].init) {
            /* This program has started Python itself. */
            continue;
        }
        name = PyUnicode_FromString(CL_PFX_modules[index].name);
        if (name == NULL || PyList_Append(names, name) != 0) {
            Py_CLEAR(names);
        }
        Py_XDECREF(name);
    }
    if (names == NULL) {
        return NULL;
    }
    return Py_BuildValue("(NNNN)", PyLong_FromVoidPtr((void *)CL_PFX_modules), names, PyCFunction_New(&create, NULL),
                         PyCFunction_New(&execute, NULL));
#else
    return Py_BuildValue("(i[]OO)", 0, Py_None, Py_None);
#endif
}
