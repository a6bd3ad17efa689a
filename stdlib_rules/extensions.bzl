"""Extension modules: those that are linked into the host, and those in shared libraries."""

load(":internal.bzl", "declare")

StaticExtension = record(name = typing.Any, init = typing.Any)

DynamicExtension = record(name = typing.Any, path = typing.Any, loader = typing.Any)

def static_extension(name: str, init: None | str = None):
    """Declares an extension module that is linked into the host program.

    Args:
        name: The name that Python code imports, ASCII identifiers joined by dots (`_speedups`, `app._native`).
            Each name may be declared once.
        init: The function that creates the module: a C symbol, or, for Rust outputs, a Rust path such as
            `crate::ext::PyInit_x`. None stands for `PyInit_` and the last part of the name.

    Returns:
        A record with `name` and `init` (the default filled in).
    """
    declare("static_extension", {"name": name, "init": init})
    if init == None and type(name) == "string":
        init = "PyInit_" + name.split(".")[-1]
    return StaticExtension(name = name, init = init)

def dynamic_extension(name: str, path: str, loader: str = "filesystem"):
    """Declares an extension module in a shared library that the interpreter loads at run time.

    Args:
        name: The name that Python code imports, as in `static_extension`.
        path: The shared library, with `/` between names. With loader `filesystem` it must be where the filesystem
            importer looks for that module, and may start with `$ORIGIN`. With loader `oxidized` it is relative to
            the folder of the executable, may have any file name, and `$ORIGIN/` at its beginning changes nothing.
        loader: `filesystem`, or `oxidized` for OxidizedFinder, which reads from a packed-resources file where the
            library is. configlang writes that file; see `extensions` of `oxidized_importer`.

    Returns:
        A record with `name`, `path` and `loader`.
    """
    declare("dynamic_extension", {"name": name, "path": path, "loader": loader})
    return DynamicExtension(name = name, path = path, loader = loader)
