/* A game: the loop and the module `game` are here, the story is in Python. */
#include "app.h"
#include <stdio.h>

static PyObject *show(PyObject *self, PyObject *text)
{
    const char *bytes = PyUnicode_AsUTF8(text);
    (void)self;
    return bytes != NULL && printf("%s\n", bytes) >= 0 ? PyBool_FromLong(1) : NULL;
}

PyMODINIT_FUNC PyInit_game(void)
{
    static PyMethodDef methods[] = {{"show", show, METH_O, "Shows a line."}, {NULL, NULL, 0, NULL}};
    static PyModuleDef module = {PyModuleDef_HEAD_INIT, "game", NULL, 0, methods, NULL, NULL, NULL, NULL};
    return PyModuleDef_Init(&module);
}

/* The arguments: the folder of the player, then those of mods. */
int main(int argc, char **argv)
{
    app_host host = {0};
    app_status status;
    PyObject *story;
    int frame;
    host.data_folder = argc > 1 ? argv[1] : NULL;
    host.mods = argc > 2 ? (const char *const *)argv + 2 : NULL;
    if (app_initialize(&host, &status) != APP_OK) {
        fprintf(stderr, "%s\n", status.message);
        return status.exit_code;
    }
    story = PyImport_ImportModule("story");
    for (frame = 0; story != NULL && frame < 3; frame++) {
        PyObject *done = PyObject_CallMethod(story, "update", "i", frame);
        Py_XDECREF(done);
        if (done == NULL) {
            break;
        }
    }
    if (PyErr_Occurred()) {
        PyErr_Print();
    }
    Py_XDECREF(story);
    return Py_FinalizeEx() < 0;
}
