"""How the Python inside the example program starts, and where its modules come from.

build.rs compiles this file with `configlang eval` into the Rust that src/main.rs includes.
"""

load("@stdlib//:paths.bzl", "stdlib_paths")

# Differs per machine, so build.rs asks the interpreter and passes `-D prefix=...`.
PREFIX = variable("prefix", doc = "Where the linked Python is installed (its sys.base_prefix).")

# pyembed 0.24 knows the memory layout of these versions and no later ones.
compatible_with(python = ">=3.10,<3.12")

interpreter(
    # Start as an application: no PYTHON* variables, no user site, arguments are left to the program.
    profile = "isolated",
    # Python lives below PREFIX. pyembed's own guess is the folder of the executable.
    home = PREFIX,
    set_missing_path_configuration = False,
    # The same behaviour whatever the locale, and whatever is installed in site-packages.
    site_import = False,
    utf8_mode = True,
    # What `interpreter.run()` in src/main.rs runs: python/app/__main__.py.
    run_module = "app",
)

# 1. C, linked into the executable. Its init function is the symbol PyInit__speedups (src/speedups.c).
static_extension("_speedups")

# 2. Rust, linked into the executable. Its init function is named by its path (src/native.rs).
static_extension(
    name = "_native",
    init = "crate::native::init",
)

# 3. A shared library that the filesystem importer below finds at run time (src/plugin.c).
dynamic_extension(
    name = "_plugin",
    path = "$ORIGIN/lib/_plugin.so",
)

# This becomes the whole of sys.path, so the standard library must be listed too.
# $ORIGIN is the folder of the executable; build.rs fills its `lib`.
filesystem_importer(
    paths = ["$ORIGIN/lib"] + stdlib_paths(PREFIX, python = TARGET.python),
)
