/* The extension module _packed, in C. The build makes it the shared library modules/packed.so. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *describe(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(args))
{
    return PyUnicode_FromString("C, a shared library that OxidizedFinder finds");
}

static PyMethodDef methods[] = {
    {"describe", describe, METH_NOARGS, "Say how this module is there."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "_packed",
    .m_methods = methods,
};

PyMODINIT_FUNC PyInit__packed(void)
{
    return PyModuleDef_Init(&definition);
}
