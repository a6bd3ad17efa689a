# options:
# options (windows): --target x86_64-pc-windows-msvc
"""Paths that OxidizedFinder could not find, and modules for it where it is off."""

dynamic_extension(
    name = "absolute",
    path = "/usr/lib/app/a.so",
    loader = "oxidized",
)
dynamic_extension("inner", path = "lib/$ORIGIN/b.so", loader = "oxidized")
dynamic_extension("nothing", path = "$ORIGIN/", loader = "oxidized")
dynamic_extension("drive", path = "C:/app/c.pyd", loader = "oxidized")
dynamic_extension("backslash", path = "\\app\\d.pyd", loader = "oxidized")
dynamic_extension("n" * 65536, path = "lib/e.so", loader = "oxidized")
dynamic_extension("good", path = "$ORIGIN/lib/f.so", loader = "oxidized")
