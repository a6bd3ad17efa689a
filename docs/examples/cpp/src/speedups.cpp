// The extension module _speedups, in C++. app.bzl declares it as static_extension("_speedups").

#define PY_SSIZE_T_CLEAN
#include <Python.h>

namespace {

PyObject *describe(PyObject *, PyObject *)
{
    return PyUnicode_FromString("C++, linked into the executable");
}

PyMethodDef methods[] = {
    {"describe", describe, METH_NOARGS, "Say where this module comes from."},
    {nullptr, nullptr, 0, nullptr},
};

PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_speedups", nullptr, 0, methods, nullptr, nullptr, nullptr, nullptr,
};

} // namespace

PyMODINIT_FUNC PyInit__speedups()
{
    return PyModuleDef_Init(&definition);
}
