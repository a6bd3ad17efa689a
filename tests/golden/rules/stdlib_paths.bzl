# options: --python 3.10
# options (macos): --target aarch64-apple-darwin --python 3.11
# options (windows): --target x86_64-pc-windows-msvc --python 3.8
# options (unset):
"""Where the standard library lies, on each kind of platform; a separator at the end of a prefix changes nothing."""

load("@stdlib//:paths.bzl", "stdlib_paths")

filesystem_importer(
    paths = stdlib_paths("$ORIGIN", python = "3.12") + stdlib_paths("/opt/python/", python = "3.9.1") + stdlib_paths("/"),
)
