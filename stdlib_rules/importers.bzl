"""Where modules come from: the filesystem importer and OxidizedFinder."""

load(":internal.bzl", "declare", "frozen_list")

FilesystemImporter = record(paths = typing.Any, mode = typing.Any, enabled = typing.Any)

OxidizedImporter = record(embedded = typing.Any, memory_mapped = typing.Any, extensions = typing.Any)

def filesystem_importer(
        paths: None | list[str] | tuple[str, ...] = None,
        mode: str = "replace",
        enabled: bool = True):
    """Declares the importer of modules from files. At most once.

    Args:
        paths: The folders and zip files to look in, in this order; each may start with `$ORIGIN`, the folder of
            the host executable. None leaves the path to CPython.
        mode: `replace`: `paths` is the whole of `sys.path`, and CPython computes none of its own, so that the
            standard library must be among them (see `stdlib_paths` in `@stdlib//:paths.bzl`). `prepend` and
            `append`: around the path that CPython computes, where the output can do that.
        enabled: False switches the importer off once the interpreter has started.

    Returns:
        A record with `paths` (a tuple or None), `mode` and `enabled`.
    """
    declare("filesystem_importer", {"paths": paths, "mode": mode, "enabled": enabled})
    return FilesystemImporter(paths = frozen_list(paths), mode = mode, enabled = enabled)

def oxidized_importer(
        embedded: list[str] | tuple[str, ...] = [],
        memory_mapped: list[str] | tuple[str, ...] = [],
        extensions: None | str = None):
    """Declares OxidizedFinder, which imports from packed-resources files. At most once.

    Args:
        embedded: Packed-resources files that are compiled into the binary. A path is relative to the generated
            Rust file.
        memory_mapped: Packed-resources files that are mapped into memory when the interpreter starts; each path
            may start with `$ORIGIN`.
        extensions: Where the packed-resources file is at run time that configlang writes beside the output for
            each `dynamic_extension` with loader `oxidized`. The file is mapped into memory from there; the path may
            start with `$ORIGIN`. None compiles it into the binary.

    Returns:
        A record with `embedded` and `memory_mapped`, both tuples, and `extensions`.
    """
    declare("oxidized_importer", {
        "embedded": embedded,
        "memory_mapped": memory_mapped,
        "extensions": extensions,
    })
    return OxidizedImporter(
        embedded = frozen_list(embedded),
        memory_mapped = frozen_list(memory_mapped),
        extensions = extensions,
    )
