/* Runs scripts one after another: none of them ends the program, and each has a namespace of its own. */
#include "app.h"
#include <stdio.h>

int main(int argc, char **argv)
{
    app_status status;
    int index, failed = 0;
    if (app_initialize(NULL, &status) != APP_OK) {
        fprintf(stderr, "%s\n", status.message);
        return status.exit_code;
    }
    for (index = 1; index < argc && status.kind != APP_INTERRUPT; index++) {
        const int code = app_run_file(argv[index], NULL, &status);
        printf("%s: %d%s%s\n", argv[index], code, status.message[0] ? ", " : "", status.message);
        fflush(stdout);
        failed |= code != 0;
    }
    return Py_FinalizeEx() < 0 ? 120 : failed;
}
