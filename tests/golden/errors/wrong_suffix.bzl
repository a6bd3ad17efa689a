# options:
# options (311): --python 3.11
# options (open): -D versions=
# options (musl): --target aarch64-unknown-linux-musl
# options (windows): --target x86_64-pc-windows-msvc
# options (ios): --target aarch64-apple-ios --python 3.13
"""Names of files that CPython does not look for, each in the right folder."""

VERSIONS = variable("versions", default = ">=3.11,<3.14")
compatible_with(python = VERSIONS or None)
filesystem_importer(
    paths = ["$ORIGIN/lib"],
    mode = "prepend",
)

def library(file):
    """Declares the module that a file is called after."""
    dynamic_extension(
        file.split(".")[0].removesuffix("_d"),
        path = "$ORIGIN/lib/" + file,
    )

library("abi.abi3.so")
library("abi_windows.abi3.pyd")
library("bare")
library("debug.cpython-311d-x86_64-linux-gnu.so")
library("debug_windows_d.pyd")
library("library.dylib")
library("linux.cpython-311-x86_64-linux-gnu.so")
library("macos.cpython-311-darwin.so")
library("placeholder.cpython-313-iphoneos.fwork")
library("plain.so")
library("threads.cpython-313t-x86_64-linux-gnu.so")
library("windows.cp311-win_amd64.pyd")
library("windows_dll.dll")
library("windows_plain.pyd")
