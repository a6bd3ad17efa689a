"""Paths that configs need: `load("@stdlib//:paths.bzl", "stdlib_paths")`."""

load(":internal.bzl", "TARGET", "go_by_version")

def stdlib_paths(prefix: str, python: None | str = None) -> list[str]:
    """Returns where the standard library lies below the prefix of a CPython installation, for use in `paths`.

    The layout is that of the target's platform. On Windows: the zip file beside the executable, `DLLs` and `Lib`.
    Elsewhere: the zip file, the library folder and `lib-dynload`, all below `lib`. A prefix that ends in a
    separator gives the same paths as one that doesn't.

    Args:
        prefix: The folder, which may start with `$ORIGIN`.
        python: The CPython version, as in `3.11`, or `3.14t` for its free-threaded build; None is what the config is
            evaluated for, which is then each version and build that it is for.

    Returns:
        Three paths in the order in which CPython puts them on `sys.path`.
    """
    is_free_threaded = False
    if python == None:
        go_by_version()
        python, is_free_threaded = TARGET.python, TARGET.free_threaded
    elif python.rstrip("td") != python:
        python, is_free_threaded = python.rstrip("td"), python.rstrip("d").endswith("t")
    parts = python.split(".")
    if len(parts) < 2 or not parts[0].isdigit() or not parts[1].isdigit():
        fail("stdlib_paths: `python` is \"" + python + "\"; wanted is a version such as \"3.11\"")
    major, minor = parts[0], parts[1]
    if TARGET.os == "windows":
        base = prefix.rstrip("/\\")
        return [
            base + "\\python" + major + minor + ".zip",
            base + "\\DLLs",
            base + "\\Lib",
        ]
    # Free-threaded builds have folders of their own; debug builds share those of the release.
    letter = "t" if is_free_threaded else ""
    library = prefix.rstrip("/") + "/lib/python" + major + "." + minor + letter
    return [
        prefix.rstrip("/") + "/lib/python" + major + minor + letter + ".zip",
        library,
        library + "/lib-dynload",
    ]
