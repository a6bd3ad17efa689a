/* Two extension modules that differ in how they are initialised. Each has the one attribute `kind`. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static int
add_kind(PyObject *module, const char *kind)
{
    return PyModule_AddStringConstant(module, "kind", kind);
}

static struct PyModuleDef single_definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "_boot_single",
    .m_size = -1,
};

PyMODINIT_FUNC
PyInit__boot_single(void)
{
    PyObject *module = PyModule_Create(&single_definition);
    if (module != NULL && add_kind(module, "single-phase") < 0) {
        Py_DECREF(module);
        return NULL;
    }
    return module;
}

static int
multi_exec(PyObject *module)
{
    return add_kind(module, "multi-phase");
}

static PyModuleDef_Slot multi_slots[] = {
    {Py_mod_exec, multi_exec},
    {0, NULL},
};

static struct PyModuleDef multi_definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "_boot_multi",
    .m_slots = multi_slots,
};

PyMODINIT_FUNC
PyInit__boot_multi(void)
{
    return PyModuleDef_Init(&multi_definition);
}
