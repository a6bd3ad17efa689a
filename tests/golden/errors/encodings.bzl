# options:
# options (313): --python 3.13 -D chosen=true
# options (windows): --target x86_64-pc-windows-msvc
"""Encodings and error handlers with which CPython does not start, on the target or in the version."""

CHOSEN = variable("chosen", default = False, doc = "Whether a version is chosen.")

interpreter(
    filesystem_encoding = "utf-16" if CHOSEN else "cp1252" if TARGET.os == "windows" else "mbcs",
    filesystem_errors = "replace" if CHOSEN else "surrogatepass",
    legacy_windows_fs_encoding = True if TARGET.os == "windows" else None,
    stdio_encoding = "utf-8:strict" if CHOSEN else "windows-31j",
    stdio_errors = "replaced",
    utf8_mode = True if TARGET.os == "windows" else None,
    development_mode = True,
)
