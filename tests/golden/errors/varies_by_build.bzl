# options: --format c
# options (free): --format c --python 3.14t
# options (usual): --format json --python 3.14
"""What goes by the build, which one text can't say: each build is checked, and made for itself."""

load("@stdlib//:paths.bzl", "stdlib_paths")

compatible_with(python = ">=3.13", builds = ["release", "free-threaded"])
interpreter(
    profile = "isolated",
    utf8_mode = True,
    site_import = False,
    tlbc_enabled = False if TARGET.free_threaded else None,
)
static_extension("fast")
filesystem_importer(paths = stdlib_paths("$ORIGIN"))
