/* The extension module _plugin, in C. app.bzl declares it as dynamic_extension(name = "_plugin", ...). */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *
describe(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(args))
{
    return PyUnicode_FromString("C, loaded from a shared library");
}

static PyMethodDef methods[] = {
    {"describe", describe, METH_NOARGS, "Say where this module comes from."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "_plugin",
    .m_methods = methods,
};

PyMODINIT_FUNC
PyInit__plugin(void)
{
    return PyModuleDef_Init(&definition);
}
