# options: --format c
# options (old): --format c --python 3.10
# options (windows): --format c --target x86_64-pc-windows-msvc
"""What a virtual environment does not go with, and a path that says no place."""

virtual_environment("venv")
interpreter(
    utf8_mode = True,
    executable = "/usr/bin/python3",
    home = "/usr",
    prefix = "/usr",
    site_import = False,
)
