"""How the Python inside CL_NAME starts, and where its modules come from.

`configlang eval` makes src/python_config.rs of this file. src/main.rs starts Python with it.
"""

# What is made of this file, and checked for by every command that is not told otherwise.
host(outputs = ["rust-ffi"])

# The generated Rust compiles on all of them.
compatible_with(python = ">=3.8")

interpreter(
    # Start as an application: no PYTHON* variables, no user site, arguments are left to the program.
    profile = "isolated",
    # The same behaviour whatever the locale, and whatever is installed in site-packages.
    utf8_mode = True,
    site_import = False,
    # The host says where the standard library is (src/main.rs).
    set_missing_path_configuration = False,
    # What `python.run()` in src/main.rs runs: lib/CL_PACKAGE/__main__.py.
    run_module = "CL_PACKAGE",
)

# 1. C, linked into the executable. Its init function is the symbol PyInit__speedups (extensions/speedups.c).
static_extension("_speedups")

# 2. Rust over the C API, linked into the executable: the symbol PyInit__by_hand (src/by_hand.rs).
static_extension("_by_hand")

# 3. Rust with PyO3, linked into the executable: `#[pymodule]` exports the symbol PyInit__native (src/native.rs).
static_extension("_native")

# 4. A static library that is there already, linked into the executable (prebuilt/).
static_extension("_vendored")

# 5. A module inside of the package, linked into the executable: PyInit__inner (extensions/inner.c).
static_extension("CL_PACKAGE._inner")

# 6. A shared library in a folder of sys.path, found as any module is (extensions/shared.c).
dynamic_extension(
    # build.rs exports what it needs where libpython is a static one.
    name = "_shared",  # configlang: disable=symbols-not-exported
    path = "$ORIGIN/lib/_shared.so",
)

# $ORIGIN is the folder of the executable. Its `lib` comes before the standard library, whose place CPython computes
# from its home. That differs per machine, so it is no part of this file: the host passes it.
filesystem_importer(
    paths = ["$ORIGIN/lib"],
    mode = "prepend",
)
