/* The extension module CL_PACKAGE._inner, in C. It is a module of the package CL_PACKAGE. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *describe(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(args))
{
    return PyUnicode_FromString("C, linked into the executable, in a package");
}

static PyMethodDef methods[] = {
    {"describe", describe, METH_NOARGS, "Say how this module is there."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "CL_PACKAGE._inner",
    .m_methods = methods,
};

PyMODINIT_FUNC PyInit__inner(void)
{
    return PyModuleDef_Init(&definition);
}
