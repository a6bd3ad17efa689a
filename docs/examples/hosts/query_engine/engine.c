/* A query engine: it takes over a Python that runs, else it starts one, and calls functions that people wrote. */
#include "app.h"
#include <stdio.h>
#include <string.h>

PyMODINIT_FUNC PyInit__query(void)
{
    static PyModuleDef module = {PyModuleDef_HEAD_INIT, "_query", NULL, 0, NULL, NULL, NULL, NULL, NULL};
    return PyModuleDef_Init(&module);
}

static int query(const char *folder)
{
    app_host host = {0};
    app_status status;
    int kind;
    host.origin = folder;
    kind = Py_IsInitialized() ? app_adopt(&host, &status) : app_initialize(&host, &status);
    if (kind == APP_DIFFERS) {
        printf("%s\n", app_differences());
        fflush(stdout);
    }
    else if (kind != APP_OK) {
        fprintf(stderr, "%s\n", status.message);
        return status.exit_code;
    }
    kind = app_run_code("import _query, functions; print(functions.double(21))", &status);
    app_release(NULL);
    return kind;
}

/* With "-" as second argument the program around it has started Python before. */
int main(int argc, char **argv)
{
    PyThreadState *own = NULL;
    int code;
    if (argc > 2 && strcmp(argv[2], "-") == 0) {
        Py_Initialize();
        own = PyEval_SaveThread();
    }
    code = query(argc > 1 ? argv[1] : NULL);
    if (own == NULL) {
        return app_finalize(NULL) == APP_OK ? code : 1;
    }
    PyEval_RestoreThread(own);
    return Py_FinalizeEx() < 0 ? 120 : code;
}
