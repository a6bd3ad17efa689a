"""How the Python inside CL_NAME starts, and where its modules come from.

`configlang eval` makes the C in generated/ of this file. src/main.c starts Python with it.
"""

# What is made of this file, and checked for by every command that is not told otherwise.
host(outputs = ["c"])

# The generated C compiles on all of them.
compatible_with(python = ">=3.8")

interpreter(
    # Start as an application: no PYTHON* variables, no user site, arguments are left to the program.
    profile = "isolated",
    # The same behaviour whatever the locale, and whatever is installed in site-packages.
    utf8_mode = True,
    site_import = False,
    # The host says where the standard library is (src/main.c).
    set_missing_path_configuration = False,
    # A worker of multiprocessing is this program once more, and python_config_run() sees that.
    sys_frozen = True,
    # What python_config_run() runs: lib/CL_PACKAGE/__main__.py.
    run_module = "CL_PACKAGE",
)

# 1. C, linked into the executable. Its init function is PyInit__speedups (extensions/speedups.c).
static_extension("_speedups")

# 2. A static library that is there already, linked into the executable (prebuilt/).
static_extension("_vendored")

# 3. A module inside of the package, linked into the executable: PyInit__inner (extensions/inner.c).
static_extension("CL_PACKAGE._inner")

# 4. A shared library in a folder of sys.path, found as any module is (extensions/shared.c).
dynamic_extension(
    # The build exports what it needs where libpython is a static one.
    name = "_shared",  # configlang: disable=symbols-not-exported
    path = "$ORIGIN/lib/_shared.so",
)

# $ORIGIN is the folder of the executable. Its `lib` comes before the standard library, whose place CPython computes
# from its home. That differs per machine, so it is no part of this file: the host passes it.
filesystem_importer(
    paths = ["$ORIGIN/lib"],
    mode = "prepend",
)
