# options: --format c
# options: --format rust-ffi
# options (chosen): --format c --python 3.10
"""What goes by the version in generated code: fields and search paths, under conditions."""

load("@stdlib//:paths.bzl", "stdlib_paths")

compatible_with(python = ">=3.10")

interpreter(
    profile = "isolated",
    utf8_mode = True,
    site_import = False,
    # Where there is such a field.
    safe_path = True if TARGET.version >= (3, 11) else None,
    # A number, a text and a list of texts.
    tracemalloc = 5 if TARGET.version == (3, 12) else 10,
    pycache_prefix = "$ORIGIN/cache-" + TARGET.python if TARGET.version > (3, 12) else None,
    warn_options = ["error"] if TARGET.version < (3, 12) else None,
    # A level that only the newest know.
    import_time = 2 if TARGET.version >= (3, 14) else False,
    # The same for all.
    hash_seed = 1,
)
filesystem_importer(
    paths = (["$ORIGIN/lib"] if TARGET.version > (3, 10) else []) + stdlib_paths("/opt/python"),
)
