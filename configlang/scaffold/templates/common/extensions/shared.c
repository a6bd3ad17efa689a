/* The extension module _shared, in C. The build makes it the shared library lib/_shared.so. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *describe(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(args))
{
    return PyUnicode_FromString("C, a shared library that is found as a file");
}

static PyMethodDef methods[] = {
    {"describe", describe, METH_NOARGS, "Say how this module is there."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "_shared",
    .m_methods = methods,
};

PyMODINIT_FUNC PyInit__shared(void)
{
    return PyModuleDef_Init(&definition);
}
