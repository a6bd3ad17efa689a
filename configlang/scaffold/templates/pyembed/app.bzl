"""How the Python inside CL_NAME starts, and where its modules come from.

`configlang eval` makes src/default_python_config.rs of this file. src/main.rs starts Python with it.
"""

# What is made of this file, and checked for by every command that is not told otherwise.
host(outputs = ["rust"])

# pyembed 0.24 knows the memory layout of these versions and no later ones.
compatible_with(python = ">=3.8,<3.12")

interpreter(
    # Start as an application: no PYTHON* variables, no user site, arguments are left to the program.
    profile = "isolated",
    # The same behaviour whatever the locale, and whatever is installed in site-packages.
    utf8_mode = True,
    site_import = False,
    # What `interpreter.run()` in src/main.rs runs: lib/CL_PACKAGE/__main__.py.
    run_module = "CL_PACKAGE",
)

# 1. C, linked into the executable. Its init function is the symbol PyInit__speedups (extensions/speedups.c).
static_extension("_speedups")

# 2. Rust over the C API, linked into the executable: the symbol PyInit__by_hand (src/by_hand.rs).
static_extension("_by_hand")

# 3. Rust with PyO3, linked into the executable. Its init function is named by its path (src/native.rs).
static_extension(
    name = "_native",
    init = "crate::native::init",
)

# 4. A static library that is there already, linked into the executable (prebuilt/).
static_extension("_vendored")

# 5. A module inside of the package, linked into the executable: PyInit__inner (extensions/inner.c).
static_extension("CL_PACKAGE._inner")

# 6. A shared library in a folder of sys.path, found as any module is (extensions/shared.c).
dynamic_extension(
    name = "_shared",
    path = "$ORIGIN/lib/_shared.so",
)

# 7. A shared library in any place and of any name (extensions/packed.c). OxidizedFinder finds it by an index that
# configlang writes beside the generated Rust, and that is compiled in.
dynamic_extension(
    # build.rs refuses a static libpython.
    name = "_packed",  # configlang: disable=symbols-not-exported
    path = "$ORIGIN/modules/packed.so",
    loader = "oxidized",
)

# src/main.rs does on CPython 3.11 what OxidizedFinder needs there.
oxidized_importer()  # configlang: disable=oxidized-finder-crash

# This becomes the whole of sys.path. $ORIGIN is the folder of the executable, where build.rs makes `stdlib` a link to
# the standard library of the Python that is linked; a program that is shipped has the folder itself.
filesystem_importer(
    paths = [
        "$ORIGIN/lib",
        "$ORIGIN/stdlib",
        "$ORIGIN/stdlib/lib-dynload",
    ],
)
