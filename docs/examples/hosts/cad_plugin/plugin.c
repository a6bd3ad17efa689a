/* A plug-in: the program that opens it hands over the folder that it lies in, and calls it from its main thread. */
#include "app.h"
#include <stdio.h>

int plugin_run(const char *folder, const char *script)
{
    app_host host = {0};
    app_status status;
    int code;
    host.origin = folder;
    if (app_initialize(&host, &status) != APP_OK) {
        fprintf(stderr, "plug-in: %s\n", status.message);
        return status.exit_code;
    }
    code = app_run_file(script, NULL, &status);
    return Py_FinalizeEx() < 0 ? 120 : code;
}
