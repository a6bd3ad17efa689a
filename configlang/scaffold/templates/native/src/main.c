/* CL_NAME: app.bzl says how Python starts, lib/CL_PACKAGE is what it runs. */

#include "python_config.h"

int main(int argc, char **argv)
{
    python_config_host host = {0};
    python_config_status status;

    host.argc = argc;
    host.argv = argv;
    /* Where Python finds its standard library. The build asks the Python that it links. */
    host.home = APP_PYTHON_HOME;
    if (python_config_initialize(&host, &status) != PYTHON_CONFIG_OK) {
        if (status.kind == PYTHON_CONFIG_ERROR) {
            fprintf(stderr, "CL_NAME: Python did not start: %s\n", status.message);
        }
        return status.exit_code;
    }
    return python_config_run();
}
