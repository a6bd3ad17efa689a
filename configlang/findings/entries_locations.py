"""Entries of the catalogue about shared libraries: where one must lie, how it is called, whether it can be loaded."""

from __future__ import annotations

from configlang.findings.entry import Entry
from configlang.findings.finding import Severity

_LINUX = ("--target", "x86_64-unknown-linux-gnu")
_LOAD = 'load("@stdlib//:paths.bzl", "stdlib_paths")\n\n'

LOCATION_ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="not-on-search-path",
        title="The importer does not look for the module where the file is",
        explanation="""\
The filesystem importer goes through the folders of `sys.path`. There, the module
`app.fast` is the file `app/fast` with a suffix, or `app/fast/__init__` with one. A
file elsewhere, under another name or in a zip file is not found, and the import
ends with ModuleNotFoundError.

With `paths` in the mode `"replace"`, these are all the folders, but for those that
`home`, `run_filename` and `site` bring, and it is an error. Else CPython computes
more of them, and it is a warning. Paths are compared as they are written: `$ORIGIN`
stays as it is, and a link to a folder is another folder.

Lay the file where the message says, or list the folder that holds it; for a module
of a package, that is the one which holds the package. OxidizedFinder, with
`loader = "oxidized"`, loads a module from whichever file it is told.
""",
        example=f"""\
{_LOAD}filesystem_importer(paths = ["$ORIGIN/lib"] + stdlib_paths("$ORIGIN", python = "3.11"))
dynamic_extension("app.fast", path = "$ORIGIN/lib/fast.so")
""",
        options=_LINUX,
        fixed=f"""\
{_LOAD}filesystem_importer(paths = ["$ORIGIN/lib"] + stdlib_paths("$ORIGIN", python = "3.11"))
dynamic_extension("app.fast", path = "$ORIGIN/lib/app/fast.so")
""",
        fixed_options=_LINUX,
        evidence="https://docs.python.org/3/library/importlib.html#importlib.machinery.FileFinder",
    ),
    Entry(
        code="wrong-suffix",
        title="No CPython of that version and platform looks for files with this suffix",
        explanation="""\
Each CPython looks for a few suffixes of extension modules: one with a tag that says
its version and platform, and some without. A file that ends otherwise is not looked
at: one that is for another version or platform, a `.dylib` or `.dll`, a `.so` on
Windows or a `.pyd` elsewhere.

Tags with a `d` (`.cpython-311d-x86_64-linux-gnu.so`), and on Windows names with
`_d`, are for debug builds, tags with a `t` for free-threaded ones: a warning. So is
the tag of a version where neither the config nor the command says which versions
are meant.

Name the file that is made for the target and the version, by `TARGET`, and limit
`compatible_with` to the versions that there are files for. A module that keeps to
the stable ABI ends in `.abi3.so`, on Windows in `.pyd`, and serves all versions
from the one on that it is made for.
""",
        example="""\
compatible_with(python = ">=3.10,<3.12")
dynamic_extension("fast", path = "$ORIGIN/lib/fast.cpython-311-x86_64-linux-gnu.so")
filesystem_importer(paths = ["$ORIGIN/lib"], mode = "prepend")
""",
        options=_LINUX,
        fixed="""\
compatible_with(python = ">=3.11,<3.12")
dynamic_extension("fast", path = "$ORIGIN/lib/fast.cpython-311-x86_64-linux-gnu.so")
filesystem_importer(paths = ["$ORIGIN/lib"], mode = "prepend")
""",
        fixed_options=_LINUX,
        evidence="https://docs.python.org/3/library/importlib.html#importlib.machinery.EXTENSION_SUFFIXES",
    ),
    Entry(
        code="no-shared-libraries",
        title="The program can't load shared libraries, or only if it is linked in another way",
        explanation="""\
A program for WASI loads no shared libraries at all. One that is linked fully static
with musl has no `dlopen`; Rust links so for targets with musl unless it is told
otherwise (`crt-static`), a C compiler where `-static` is given. On Windows, a `.pyd`
file takes Python's functions from `python3X.dll`, and not from a program that has
Python in it. Neither importer can do anything about that.

WASI is an error; musl is a warning, and a remark for C; Windows is a remark. Link
the module in with `static_extension`, or link the program as the message says.
""",
        example="""\
filesystem_importer(paths = ["/lib"], mode = "prepend")
dynamic_extension("fast", path = "/lib/fast.so")
""",
        options=("--target", "wasm32-wasip1"),
        fixed="""\
filesystem_importer(paths = ["/lib"], mode = "prepend")
static_extension("fast")
""",
        fixed_options=("--target", "wasm32-wasip1"),
        evidence="https://doc.rust-lang.org/reference/linkage.html#static-and-dynamic-c-runtimes",
    ),
    Entry(
        code="symbols-not-exported",
        severity=Severity.INFO,
        title="With a static libpython, the program must export Python's functions",
        explanation="""\
A module in a shared library uses functions of Python that it doesn't bring along.
With a shared libpython they are found there. A static one is a part of the program,
which keeps them to itself: the import ends with `undefined symbol` then, with
either importer. Modules that are linked in don't need it.

How the program is linked can't be seen here. Where libpython is static, add what
the hint says to the build: a line of the build script of the final crate, as that
of a library has no effect on the program, or a flag of the linker.
""",
        example="""\
filesystem_importer(paths = ["$ORIGIN/lib"], mode = "prepend")
dynamic_extension("fast", path = "$ORIGIN/lib/fast.so")
""",
        options=("--format", "c", *_LINUX),
        fixed="""\
filesystem_importer(paths = ["$ORIGIN/lib"], mode = "prepend")
# The libpython of this program is a shared one.
# configlang: disable=symbols-not-exported
dynamic_extension("fast", path = "$ORIGIN/lib/fast.so")
""",
        fixed_options=("--format", "c", *_LINUX),
        evidence="measured on CPython 3.8 to 3.13, in C and with pyembed on 3.8 to 3.11",
    ),
)
