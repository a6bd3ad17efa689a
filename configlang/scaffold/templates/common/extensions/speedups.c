/* The extension module _speedups, in C. It has the older, single-phase initialisation. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *describe(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(args))
{
    return PyUnicode_FromString("C, linked into the executable");
}

static PyMethodDef methods[] = {
    {"describe", describe, METH_NOARGS, "Say how this module is there."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "_speedups",
    .m_methods = methods,
};

PyMODINIT_FUNC PyInit__speedups(void)
{
    return PyModule_Create(&definition);
}
