"""The launcher of a terminal, as kitty has one: a small C program whose Python does nearly everything.

The host calls `initialize` and `run`, and Python ends when the terminal does. It needs a fast start, the texts of the
command line intact, and its own options left to itself. Distributions build it against the system's Python; the bundles
for download bring a Python along (`-D portable=true`). What it says at run time, through the host struct:

- argv: the command line, with the terminal's own options in it;
- executable: its path with links resolved, which child processes start again.
"""

compatible_with(
    python = ">=3.10",
    targets = [
        "x86_64-unknown-linux-gnu",
        "aarch64-unknown-linux-gnu",
        "x86_64-apple-darwin",
        "aarch64-apple-darwin",
        "x86_64-unknown-freebsd",
    ],
)

PORTABLE = variable("portable", default = False, doc = "A bundle, with its own Python.")

# The folder that holds the packages of the terminal, and a __main__.py.
LIBRARY = "$ORIGIN/../Resources/terminal" if TARGET.os == "macos" else "$ORIGIN/../lib/terminal"

interpreter(
    # The locale of the user counts, but for the encoding: that is UTF-8, in programs in the terminal too.
    profile = "python",
    utf8_mode = True,
    coerce_c_locale = "LC_CTYPE",
    # What the user has set for their own Python is none of a bundle's business.
    isolated = True if PORTABLE else None,
    parse_argv = False,
    optimization_level = 2,
    home = LIBRARY + "/python" if PORTABLE else None,
    # A folder: Python puts it at the head of sys.path by itself and runs its __main__.py.
    run_filename = LIBRARY,
)

# The core in C is a shared library inside the package, where Python finds it by itself.
dynamic_extension(
    "terminal.core",
    path = LIBRARY + "/terminal/core.so",
)
