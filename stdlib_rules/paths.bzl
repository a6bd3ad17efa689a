"""Paths that configs need: `load("@stdlib//:paths.bzl", "stdlib_paths")`."""

load(":inputs.bzl", "TARGET")
load(":internal.bzl", "go_by_version")

def stdlib_paths(prefix: str, python: None | str = None) -> list[str]:
    """Returns where the standard library lies below the prefix of a CPython installation, for use in `paths`.

    The layout is that of the target's platform. On Windows: the zip file beside the executable, `Lib` and `DLLs`.
    Elsewhere: the zip file, the library folder and `lib-dynload`, all below `lib`. A prefix that ends in a
    separator gives the same paths as one that doesn't.

    Args:
        prefix: The folder, which may start with `$ORIGIN`.
        python: The CPython version, as in `3.11`; None is `TARGET.python`, for which the config is evaluated for each
            version that it is for.

    Returns:
        Three paths in the order in which CPython puts them on `sys.path`.
    """
    if python == None:
        go_by_version()
        python = TARGET.python
    parts = python.split(".")
    if len(parts) < 2 or not parts[0].isdigit() or not parts[1].isdigit():
        fail("stdlib_paths: `python` is \"" + python + "\"; wanted is a version such as \"3.11\"")
    major, minor = parts[0], parts[1]
    if TARGET.os == "windows":
        base = prefix.rstrip("/\\")
        return [
            base + "\\python" + major + minor + ".zip",
            base + "\\Lib",
            base + "\\DLLs",
        ]
    library = prefix.rstrip("/") + "/lib/python" + major + "." + minor
    return [
        prefix.rstrip("/") + "/lib/python" + major + minor + ".zip",
        library,
        library + "/lib-dynload",
    ]
