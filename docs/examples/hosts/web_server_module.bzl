"""The Python inside a web server, as mod_wsgi and NGINX Unit have one: a shared library that the server loads.

The server owns the process: its command line, its signals, its streams. Applications are imported and called through
the C API, mod_wsgi's in sub-interpreters; nothing ever runs as `__main__`. It needs what is installed on the machine,
packages and virtual environments included. What the host says at run time, through the host struct:

- executable: the `bin/python` of a virtual environment, from the server's own configuration (WSGIPythonHome): CPython
  finds the environment from there;
- home: the prefix of a whole Python, from the same place.

The variables are directives of the server. One that an administrator may change without a build is set by the host in
its own `PyConfig`, between `fill_config` and the start. The config of sub-interpreters can't be said.
"""

compatible_with(
    python = ">=3.10",
    targets = [
        "x86_64-unknown-linux-gnu",
        "aarch64-unknown-linux-gnu",
        "aarch64-apple-darwin",
        "x86_64-pc-windows-msvc",
    ],
)

IGNORE_ENVIRONMENT = variable("ignore_environment", default = False, doc = "PYTHON* variables of the server's process.")
OPTIMIZE = variable("optimize", default = 0, values = [0, 1, 2], doc = "As WSGIPythonOptimize.")
WRITE_BYTECODE = variable("write_bytecode", default = True, doc = "As WSGIDontWriteBytecode, the other way round.")
WARNINGS = variable("warnings", default = "", doc = "As WSGIPythonWarnings, joined by spaces.")
HASH_SEED = variable("hash_seed", default = -1, doc = "As WSGIPythonHashSeed; -1 is a random one.")
FREE_THREADED = variable("free_threaded", default = False, doc = "CPython is a free-threaded build.")

interpreter(
    profile = "python",
    parse_argv = False,
    argv = ["wsgi"],
    # The server's own, down to Ctrl-C.
    install_signal_handlers = False,
    configure_c_stdio = False,
    use_environment = False if IGNORE_ENVIRONMENT else None,
    # The account of a server has no packages of its own, and often no home directory.
    user_site_directory = False,
    # Only what differs from CPython's own: the environment has a say in the rest.
    optimization_level = OPTIMIZE or None,
    write_bytecode = None if WRITE_BYTECODE else False,
    warn_options = WARNINGS.split(" ") if WARNINGS else None,
    hash_seed = HASH_SEED if HASH_SEED >= 0 else None,
    # Applications were written for the GIL.
    enable_gil = True if FREE_THREADED and TARGET.python in ("3.13", "3.14") else None,
)
