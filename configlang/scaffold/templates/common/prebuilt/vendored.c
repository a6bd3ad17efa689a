/* The extension module _vendored, in C. prebuilt/build.sh makes libvendored.a of it. */

/* Python's stable ABI: one archive serves CPython 3.8 and all later ones. */
#define Py_LIMITED_API 0x03080000
#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *describe(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(args))
{
    return PyUnicode_FromString("C, linked into the executable from a prebuilt archive");
}

static PyMethodDef methods[] = {
    {"describe", describe, METH_NOARGS, "Say how this module is there."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "_vendored",
    .m_methods = methods,
};

PyMODINIT_FUNC PyInit__vendored(void)
{
    return PyModuleDef_Init(&definition);
}
