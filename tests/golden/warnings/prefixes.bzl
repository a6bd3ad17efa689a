# options:
# options (filled): -D home=
# options (alone): -D home= -D fills=false
# options (windows): --target x86_64-pc-windows-msvc --python 3.10 -D chosen=true
"""Prefixes that CPython takes from home, or takes for the place of its library; what it computes itself."""

CHOSEN = variable("chosen", default = False, doc = "Whether a version is chosen.")

HOME = variable("home", default = "/opt/python")
FILLS = variable("fills", default = True)

interpreter(
    base_exec_prefix = None if HOME else "/opt/base",
    exec_prefix = "/opt/platform",
    home = HOME or None,
    pathconfig_warnings = True,
    platlibdir = "lib64" if HOME else None,
    prefix = "/opt/app",
    set_missing_path_configuration = FILLS,
    stdlib_dir = "/opt/app/stdlib" if not CHOSEN else None,
)
