# options: --format rust
# options (late): --format rust --python 3.11 -D version=3.11
# options (plain): --format c --python 3.11 -D finder=False -D version=3.11
"""Names that CPython has, in packed resources and beside them: OxidizedFinder sees few frozen modules."""

load("@stdlib//:paths.bzl", "stdlib_paths")

VERSION = variable("version", default = "3.10")

interpreter(set_missing_path_configuration = False, run_module = "app")
filesystem_importer(
    paths = ["$ORIGIN/lib"] + stdlib_paths("$ORIGIN", python = VERSION),
)

HAS_FINDER = variable("finder", default = True)
if HAS_FINDER:
    oxidized_importer()

def load_module(name):
    """Loads a module in the way that there is."""
    if HAS_FINDER:
        # configlang: disable=symbols-not-exported
        dynamic_extension(name, path = "lib/any.so", loader = "oxidized")
    else:
        # configlang: disable=symbols-not-exported
        dynamic_extension(name, path = "$ORIGIN/lib/" + name.replace(".", "/") + ".so")

[load_module(name) for name in [
    "codecs",
    "encodings.utf_8",
    "importlib.machinery",
    "json",
    "os.path",
    "ours",
    "time",
    "types",
    "zipimport",
]]
dynamic_extension("abc", path = "$ORIGIN/lib/abc.so")
dynamic_extension("runpy", path = "$ORIGIN/lib/runpy.so")
dynamic_extension("site", path = "$ORIGIN/lib/site.so")
