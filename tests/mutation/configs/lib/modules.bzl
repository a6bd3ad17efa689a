"""Macros for extension modules."""

SHARED = struct(enabled = True, folder = "$ORIGIN/lib")

def c_modules(names: list[str], package: str = "core"):
    """Declares modules in C that belong to one package."""
    for name in names:
        static_extension(
            name = "{}.{}".format(package, name),
            init = "PyInit_" + name,
        )
    dynamic_extension("_extra", path = SHARED.folder + "/_extra.so")
