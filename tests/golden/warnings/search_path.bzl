# options:
# options (311): --python 3.11
"""Paths that don't lead where they are meant to, each said of the element; and what is ignored beside them."""

compatible_with(python = ">=3.10,<3.13")
interpreter(
    executable = "bin/app",
    home = "$HOME/python",
    pycache_prefix = "~/.cache/app",
    python_path_env = "app",
    use_environment = True,
)
filesystem_importer(
    paths = [
        "$ORIGIN/lib/python3.11",
        "/opt/app",
        "$ORIGINAL/lib",
        "${ORIGIN}/lib",
        "/opt/$ORIGIN",
        "C:\\Python\\Lib",
        "/opt/app/",
    ],
)
