# options:
# options: --format rust --python 3.11 -D version=3.11
# options (computed): -D mode=computed
# options (computed): --format rust --python 3.11 -D mode=computed -D version=3.11
# options (prepend): -D mode=prepend
# options (windows): --target x86_64-pc-windows-msvc -D mode=prepend
"""Shared libraries where nothing looks for them."""

load("@stdlib//:paths.bzl", "stdlib_paths")

VERSION = variable("version", default = "3.10")

compatible_with(python = ">=3.10,<3.13")
MODE = variable("mode", default = "replace", values = ["replace", "prepend", "computed"])
END = ".pyd" if TARGET.os == "windows" else ".so"
PYTHON = "/opt/python"
FOLDERS = ["$ORIGIN/lib", "/opt/app/plugins/"]

interpreter(
    home = PYTHON,
    set_missing_path_configuration = False,
)
if MODE == "replace":
    filesystem_importer(paths = FOLDERS + stdlib_paths(PYTHON, python = VERSION))
elif MODE == "prepend":
    filesystem_importer(
        paths = FOLDERS,
        mode = "prepend",
    )

# In the folder itself, and not in that of the package.
dynamic_extension("app.flat", "$ORIGIN/lib/flat" + END)

# The folder of the package, below one that is not listed.
dynamic_extension("app.elsewhere", "$ORIGIN/modules/app/elsewhere" + END)
dynamic_extension("near", "$ORIGIN/near" + END)

# As cargo calls it, and under another name.
dynamic_extension("fast", "$ORIGIN/lib/libfast" + END)
dynamic_extension("quick", "$ORIGIN/lib/quick_v2" + END)

# A package of its own.
dynamic_extension("app.pack", "$ORIGIN/lib/pack/__init__" + END)

# `site` may add the folder of the first, and adds that of the second.
dynamic_extension("linalg", "/usr/lib/python3.11/site-packages/linalg" + END)
dynamic_extension("minlp", PYTHON + ("\\Lib\\site-packages\\minlp.pyd" if END == ".pyd" else "/lib/python3.10/site-packages/minlp.so"))

# Never found, so that no run gives an output.
dynamic_extension("never", "$ORIGIN/lib/never.txt")

# Nothing is wrong with these.
dynamic_extension("right", "$ORIGIN/lib//right.abi3" + END if END == ".so" else "$origin\\LIB\\right.pyd")
dynamic_extension("app.right", "/opt/app/lib/../plugins/app/right/__init__" + END)
