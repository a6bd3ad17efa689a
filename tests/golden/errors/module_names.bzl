# options:
# options: --format rust
# options: --format c
# options (windows): --target x86_64-pc-windows-msvc --python 3.14 -D version=3.14
"""Names that CPython has: what comes of them goes by version, platform and output."""

load("@stdlib//:paths.bzl", "stdlib_paths")

VERSION = variable("version", default = "3.11")

interpreter(
    set_missing_path_configuration = False,
    parse_argv = False,
    run_module = "app",
)

def link(name):
    """Links a module in whose function has a name of its own."""
    static_extension(name, init = "init_" + name.replace(".", "_"))

[link(name) for name in [
    "_thread",
    "_typing",
    "encodings.aliases",
    "logging.handlers",
    "mmap",
    "os.path",
    "parser",
    "time",
    "types",
]]
link("fast")
link("fast.inner")

# CPython's own, linked in: no matter where it is a shared library.
static_extension("_datetime")
static_extension("zlib")

dynamic_extension("posix", path = "$ORIGIN/lib/posix.so")
dynamic_extension("runpy", path = "$ORIGIN/lib/runpy.so")
dynamic_extension("queue", path = "$ORIGIN/lib/queue.so")
filesystem_importer(
    paths = ["$ORIGIN/lib"] + stdlib_paths("$ORIGIN", python = VERSION),
)
