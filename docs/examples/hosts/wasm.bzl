"""Python in a web page, as Pyodide builds it: CPython compiled to WebAssembly, started by JavaScript.

There is no process and no executable. The files of Python lie in a file system in memory, the standard library as the
one zip file that the page has fetched. It needs a `home` in that file system, UTF-8, and its bridge to JavaScript
linked in. What the host says at run time, through the host struct:

- argv: what the page has asked for; Python reads it as its own command line, so that a page can pass options.

No signals reach the page; an interrupt comes through a buffer that JavaScript shares. The environment is what the page
says, and counts.
"""

compatible_with(
    # Before 3.13 CPython overwrites a `stdlib_dir` that is a zip file.
    python = ">=3.13",
    targets = ["wasm32-unknown-emscripten"],
)

ROOT = variable("root", default = "/", doc = "Where the files of Python lie in the file system of the page.")

interpreter(
    profile = "python",
    utf8_mode = True,
    home = ROOT,
    stdlib_dir = ROOT.rstrip("/") + "/lib/python_stdlib.zip",
    write_bytecode = False,
    install_signal_handlers = False,
)

static_extension("_pyodide_core")
