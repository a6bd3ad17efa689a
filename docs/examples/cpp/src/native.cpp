// The extension module app._native, in C++. app.bzl declares it as static_extension("app._native").

#define PY_SSIZE_T_CLEAN
#include <Python.h>

namespace {

PyObject *describe(PyObject *, PyObject *)
{
    return PyUnicode_FromString("C++, linked into the executable, in the package app");
}

PyMethodDef methods[] = {
    {"describe", describe, METH_NOARGS, "Say where this module comes from."},
    {nullptr, nullptr, 0, nullptr},
};

// It has no state, so that each sub-interpreter can have one, and no lock is needed.
PyModuleDef_Slot slots[] = {
#if PY_VERSION_HEX >= 0x030c0000
    {Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED},
#endif
#if PY_VERSION_HEX >= 0x030d0000
    {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#endif
    {0, nullptr},
};

PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "app._native", nullptr, 0, methods, slots, nullptr, nullptr, nullptr,
};

} // namespace

PyMODINIT_FUNC PyInit__native()
{
    return PyModuleDef_Init(&definition);
}
