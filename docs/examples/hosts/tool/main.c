/* A tool: it runs a module of the environment that its user has chosen. */
#include "app.h"
#include <stdio.h>

int main(int argc, char **argv)
{
    app_host host = {0};
    app_status status;
    host.environment = argc > 1 ? argv[1] : NULL;
    if (app_initialize(&host, &status) != APP_OK) {
        fprintf(stderr, "%s\n", status.message);
        return status.exit_code;
    }
    return app_run();
}
