# options:
# options (310): --python 3.10
# options (314): --python 3.14
"""What keeps CPython from its standard library: no path at all, and names of folders that it has not."""

interpreter(
    base_exec_prefix = "/opt/base",
    base_prefix = "/opt/base",
    home = "/opt/python",
    platlibdir = "",
)

if TARGET.python == None:
    filesystem_importer(paths = [])
