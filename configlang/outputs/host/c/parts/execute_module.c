static PyObject *CL_PFX_execute_module(PyObject *self, PyObject *module)
{
    PyModuleDef *definition = PyModule_Check(module) ? PyModule_GetDef(module) : NULL;
    (void)self;
    if (definition != NULL && definition->m_slots != NULL && PyModule_ExecDef(module, definition) != 0) {
        return NULL;
    }
    if (PyErr_Occurred() != NULL) {
        return NULL;
    }
    Py_RETURN_NONE;
}
