# options: --format c
# options (usual): --format c --python 3.14
# options (old): --format c --python 3.13d
# options (options): --format c -D decided=true -D options=true --python 3.14t
# options (decided): --format c -D decided=true
"""Modules that may switch the GIL on, in builds that start without it; and a path that is that of another build."""

compatible_with(python = ">=3.13", builds = ["free-threaded", "release", "debug"])
interpreter(
    profile = "isolated",
    utf8_mode = True,
    site_import = False,
    enable_gil = False if variable("decided", False) else None,
    tlbc_enabled = True if TARGET.free_threaded and TARGET.version > (3, 13) and variable("options", False) else None,
    x_options = ["gil=1", "gil=0", "tlbc=0"] if variable("options", False) else None,
)
static_extension("fast")
static_extension("faster")
filesystem_importer(paths = ["$ORIGIN/lib/python3.14t", "$ORIGIN/lib/python3.14t/lib-dynload"])
