"""How the Python inside the example program starts, and where its modules come from.

meson.build makes C++ of this file with `configlang eval`. src/main.cpp starts Python with it, step by step.
"""

# The generated code compiles on all of them: fields that some versions lack are guarded in it.
compatible_with(python = ">=3.8")

interpreter(
    # Start as an application: no PYTHON* variables, no user site, arguments are left to the program.
    profile = "isolated",
    # The same encodings whatever the locale.
    utf8_mode = True,
    # The host says where the standard library is (src/main.cpp).
    set_missing_path_configuration = False,
    # What python_config_run() runs: lib/app/__main__.py.
    run_module = "app",
)

# Two modules of the executable, in src/. Their init functions are PyInit__speedups and PyInit__native.
static_extension("_speedups")
static_extension("app._native")

# The program's own folder comes before the standard library. $ORIGIN is what src/main.cpp says, and so is the home from
# which CPython computes the place of the standard library.
filesystem_importer(
    paths = ["$ORIGIN/lib"],
    mode = "prepend",
)
