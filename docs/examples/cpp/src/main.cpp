// A program with Python inside: app.bzl says how Python starts, lib/app is what it runs.

#include "python_config.h"

#include <cstdlib>
#include <iostream>
#include <string>

namespace {

// Why the program ends before Python runs. No message: Python asks for it, as it does for --version.
struct Stop {
    int exit_code;
    std::string message;
};

// Takes the status of a step of the generated code.
void check(const python_config_status &status)
{
    if (status.kind != PYTHON_CONFIG_OK) {
        throw Stop{status.exit_code, status.message};
    }
}

// Takes the status of a function of CPython.
void check(const PyStatus &status, const std::string &step)
{
    if (PyStatus_IsExit(status)) {
        throw Stop{status.exitcode, ""};
    }
    if (PyStatus_Exception(status)) {
        throw Stop{1, step + ": " + (status.err_msg != nullptr ? status.err_msg : "it failed without a message")};
    }
}

// A PyConfig that is cleared on every way out.
class Config {
public:
    Config() = default;
    Config(const Config &) = delete;
    Config &operator=(const Config &) = delete;
    ~Config() { PyConfig_Clear(&config_); }

    PyConfig *get() { return &config_; }
    PyConfig *operator->() { return &config_; }

private:
    PyConfig config_{};
};

const char *variable(const char *name, const char *otherwise)
{
    const char *value = std::getenv(name);
    return value != nullptr ? value : otherwise;
}

// What app.bzl can't say, because only the running program knows it.
void touch(Config &config)
{
    if (const char *cache = variable("XDG_CACHE_HOME", nullptr)) {
        const std::string folder = std::string(cache) + "/app";
        check(PyConfig_SetBytesString(config.get(), &config->pycache_prefix, folder.c_str()), "pycache_prefix");
    }
#if PY_VERSION_HEX >= 0x030d0000
    // What os.process_cpu_count() answers, and with it the size of pools. CPython 3.12 and older have no such field.
    if (const char *threads = variable("APP_THREADS", nullptr)) {
        config->cpu_count = std::atoi(threads);
    }
#endif
}

void start(const python_config_host &host)
{
    python_config_status status{};
    PyPreConfig preconfig{};

    python_config_fill_preconfig(&preconfig);
    check(Py_PreInitialize(&preconfig), "preinitialising Python");

    python_config_prepare(&host, &status);
    check(status);

    Config config;
    python_config_fill_config(config.get(), &host, &status);
    check(status);
    touch(config);
    check(Py_InitializeFromConfig(config.get()), "starting Python");

    python_config_finish(&host, &status);
    check(status);
}

} // namespace

int main(int argc, char **argv)
{
    python_config_host host{};
    host.argc = argc;
    host.argv = argv;
    host.origin = variable("APP_ROOT", APP_ROOT);
    host.home = variable("APP_PYTHON_HOME", APP_PYTHON_HOME);
    try {
        start(host);
    }
    catch (const Stop &stop) {
        if (!stop.message.empty()) {
            std::cerr << "app: Python did not start: " << stop.message << '\n';
        }
        return stop.exit_code;
    }
    return python_config_run();
}
