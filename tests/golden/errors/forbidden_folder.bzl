# options (new): --format json --target x86_64-pc-windows-msvc --python 3.14
# options (old): --format json --target x86_64-pc-windows-msvc --python 3.13
# options (linux): --format json --target x86_64-unknown-linux-gnu --python 3.14
"""A program in a folder that Windows can't have: said for Windows alone, and since it ends the start."""

interpreter(
    profile = "isolated",
    executable = "C:\\apps\\*\\app.exe" if TARGET.os == "windows" else "/opt/*/app",
    home = "$ORIGIN",
    utf8_mode = True,
)
