/* The extension module _speedups, in C. app.bzl declares it as static_extension("greeter._speedups"). */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *
describe(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(args))
{
    return PyUnicode_FromString("C, linked into the executable");
}

static PyMethodDef methods[] = {
    {"describe", describe, METH_NOARGS, "Say where this module comes from."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "_speedups",
    .m_methods = methods,
};

PyMODINIT_FUNC
PyInit__speedups(void)
{
    return PyModuleDef_Init(&definition);
}
