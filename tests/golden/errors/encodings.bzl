# options:
# options (313): --python 3.13
# options (windows): --target x86_64-pc-windows-msvc
"""Encodings and error handlers with which CPython does not start, on the target or in the version."""

interpreter(
    filesystem_encoding = "utf-16" if TARGET.python else "cp1252" if TARGET.os == "windows" else "mbcs",
    filesystem_errors = "replace" if TARGET.python else "surrogatepass",
    legacy_windows_fs_encoding = True if TARGET.os == "windows" else None,
    stdio_encoding = "utf-8:strict" if TARGET.python else "windows-31j",
    stdio_errors = "replaced",
    utf8_mode = True if TARGET.os == "windows" else None,
    development_mode = True,
)
