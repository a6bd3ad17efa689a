# options:
# options (310): --python 3.10 -D chosen=true
# options (314): --python 3.14 -D chosen=true
"""What keeps CPython from its standard library: no path at all, and names of folders that it has not."""

CHOSEN = variable("chosen", default = False, doc = "Whether a version is chosen.")

interpreter(
    base_exec_prefix = "/opt/base",
    base_prefix = "/opt/base",
    home = "/opt/python",
    platlibdir = "",
)

if not CHOSEN:
    filesystem_importer(paths = [])
