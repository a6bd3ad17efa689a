/* Makes a module that is linked in, as its finder is asked to. */
static PyObject *CL_PFX_create_module(PyObject *self, PyObject *spec)
{
    PyObject *name = PyObject_GetAttrString(spec, "name"), *made = NULL;
    size_t index;
    (void)self;
    for (index = 0; name != NULL && index < sizeof CL_PFX_modules / sizeof CL_PFX_modules[0]; index++) {
        if (PyUnicode_CompareWithASCIIString(name, CL_PFX_modules[index].name) != 0) {
            continue;
        }
        made = CL_PFX_modules[index].init();
        if (made == NULL && PyErr_Occurred() == NULL) {
            PyErr_Format(PyExc_SystemError, "%s: its init function has failed without an exception",
                         CL_PFX_modules[index].name);
        }
        /* A definition is not owned, and stands for a module that is made in two phases. */
        if (made != NULL && PyObject_TypeCheck(made, &PyModuleDef_Type)) {
            made = PyModule_FromDefAndSpec((PyModuleDef *)made, spec);
        }
        break;
    }
    Py_XDECREF(name);
    return made;
}
