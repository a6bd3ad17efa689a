/* Extension modules that differ in how they are initialised. Each tells the name that it has. */

#include <Python.h>

static PyObject *who(PyObject *self, PyObject *unused)
{
    (void)unused;
    return PyObject_GetAttrString(self, "__name__");
}

static PyMethodDef functions[] = {{"who", who, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static PyModuleDef_Slot slots[] = {{0, NULL}};
static struct PyModuleDef single = {PyModuleDef_HEAD_INIT, "single", NULL, -1, functions, NULL, NULL, NULL, NULL};
static struct PyModuleDef multi = {PyModuleDef_HEAD_INIT, "multi", NULL, 0, functions, slots, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_single(void)
{
    return PyModule_Create(&single);
}

PyMODINIT_FUNC PyInit_multi(void)
{
    return PyModuleDef_Init(&multi);
}

PyMODINIT_FUNC PyInit_failing(void)
{
    PyErr_SetString(PyExc_RuntimeError, "this module never comes up");
    return NULL;
}
