"""How the Python inside the example program starts, and where its modules come from.

build.rs compiles this file with `configlang eval` into the Rust module that src/main.rs declares.
"""

# Differs per machine, so build.rs asks the interpreter and passes `-D prefix=...`.
PREFIX = variable("prefix", doc = "Where the linked Python is installed (its sys.base_prefix).")

compatible_with(python = ">=3.9")

interpreter(
    # Start as an application: no PYTHON* variables, no user site, arguments are left to the program.
    profile = "isolated",
    home = PREFIX,
    utf8_mode = True,
    # What `run()` in src/main.rs runs: python/greeter/__main__.py.
    run_module = "greeter",
)

# 1. Rust with PyO3, linked into the executable. `#[pymodule]` exports the symbol PyInit__native (src/native.rs).
static_extension("_native")

# 2. C, linked into the executable, as a module of the package: the symbol is PyInit__speedups (src/speedups.c).
static_extension("greeter._speedups")

# 3. Python files beside the executable, before everything that CPython finds itself.
filesystem_importer(
    mode = "prepend",
    paths = ["$ORIGIN/python"],
)
