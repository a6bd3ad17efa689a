/* The extension module app._native, in C. app.bzl declares it as static_extension("app._native"). */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *describe(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(args))
{
    return PyUnicode_FromString("C, linked into the executable, in the package app");
}

static PyMethodDef methods[] = {
    {"describe", describe, METH_NOARGS, "Say where this module comes from."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "app._native",
    .m_methods = methods,
};

PyMODINIT_FUNC PyInit__native(void)
{
    return PyModuleDef_Init(&definition);
}
