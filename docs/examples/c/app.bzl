"""How the Python inside the example program starts, and where its modules come from.

`configlang eval` makes the C in generated/ of this file. src/main.c starts Python with it.
"""

# The generated C compiles on all of them: fields that some versions lack are guarded in it.
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
    # What python_config_run() runs: lib/app/__main__.py.
    run_module = "app",
)

# Two modules of the executable, in src/. Their init functions are PyInit__speedups and PyInit__native.
static_extension("_speedups")
static_extension("app._native")

# The program's own folder comes before the standard library, whose place CPython computes from its home. That differs
# per machine, so it is no part of this file: the host passes it.
filesystem_importer(
    paths = ["$ORIGIN/lib"],
    mode = "prepend",
)
