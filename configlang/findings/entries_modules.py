"""Entries of the catalogue about the names of extension modules, and the functions that create them."""

from __future__ import annotations

from configlang.findings.entry import Entry
from configlang.findings.finding import Severity

_INITTAB = "https://docs.python.org/3/c-api/import.html#c.PyImport_AppendInittab"

MODULE_ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="name-taken",
        title="CPython or pyembed has this module itself, and yours is not used",
        explanation="""\
CPython looks into `sys.modules`, then into its table of built-in modules, then
among the modules that are frozen into it, then into files, and takes what it
finds first. So a file never comes before a built-in or frozen module, and an
entry for `os.path` is never looked at. Of two entries of one name the table's own
one counts up to CPython 3.12, and the added one from 3.13 on; the code that
configlang generates refuses to start with such an entry. pyembed puts
`oxidized_importer` into the table before the modules of the config. With
`oxidized_importer()` on, only the frozen parts of CPython's own importer come
before packed resources and files, such as `zipimport`, and not the many modules
that are frozen from 3.11 on.

The names are those of CPython's own build on Linux, per version, and the table of
PC/config.c on Windows. Builds of others have more built in. By default the init
function of a namesake is called like CPython's own, and where symbols are global
the linker may take either for both. Linking in a module in C of the standard
library itself is fine where the version has it as a shared library, and a
warning where it is built in.

Give the module a name of its own.
""",
        example='static_extension("time", init = "PyInit_our_time")\n',
        options=("--format", "c"),
        fixed='static_extension("our_time")\n',
        fixed_options=("--format", "c"),
        evidence=_INITTAB,
    ),
    Entry(
        code="breaks-start",
        title="CPython can't start, or run the program, with this module in the place of its own",
        explanation="""\
Linked-in modules come before the standard library, from the first import of the
start on. So do modules in packed resources, and shared libraries whose folder
stands before the standard library in `paths`. From 3.11 on CPython has most of
these names frozen, ahead of files, which OxidizedFinder does not look at. Folders
that the mode `prepend` adds come too late for the start.

CPython imports `encodings`, `codecs`, `io` (up to 3.13) and some others before it
is up, and `os`, `stat` and what they need when it imports `site`. With another
module of such a name the start fails. `run_module` needs `runpy`, `importlib`,
`types` and more of them, and `run_command` `linecache` from 3.13 on; there the
program ends with exit code 1.

The list was measured with every name of the standard library, on CPython 3.8 to
3.14; the names in it also with OxidizedFinder, on 3.10 and 3.11. Give the module
a name of its own.
""",
        example='static_extension("codecs")\n',
        options=("--format", "c"),
        fixed='static_extension("our_codecs")\n',
        fixed_options=("--format", "c"),
        evidence="measured on CPython 3.8 to 3.14",
    ),
    Entry(
        code="shadows-stdlib",
        title="An extension module has the name of a module of the standard library",
        severity=Severity.WARNING,
        explanation="""\
CPython looks among built-in modules, which linked-in ones belong to, before it
looks at the standard library: every `import json`, also of the library itself and
of packages, gets the module of the config. From 3.13 on that holds for the
built-in modules of CPython too, in a table that a program fills without the code
that configlang generates. A module in packed resources comes before the standard
library. One in a shared library comes before it or after it, as their folders do
in `sys.path`; but if it is inside of a package of the standard library, CPython
looks in that package's own folder only.

A module in C of the standard library itself may be linked in under its name with
its usual init function; that is no finding. Where the name is meant, because the
module does all that the other one does, silence this with
`# configlang: disable=shadows-stdlib`.
""",
        example='static_extension("json")\n',
        options=("--format", "c"),
        fixed='static_extension("our_json")\n',
        fixed_options=("--format", "c"),
        evidence=_INITTAB,
    ),
    Entry(
        code="unfound-in-package",
        title="Nothing finds a linked-in module inside of a package before CPython 3.11",
        explanation="""\
Up to CPython 3.10 the finder of built-in modules refuses to look when it is asked
for a module of a package: `import app._native` ends with ModuleNotFoundError. 3.11
got that right in a patch release (cpython#102700), so use a late one. The outputs
`c` and `rust-ffi` add a finder of their own for the old versions, and pyembed's
OxidizedFinder looks without that rule.

It is an error for pyembed without `oxidized_importer`, and a warning for `json`,
whose reader may add a finder. Limit the versions, or name the module without the
package.
""",
        example='static_extension("app._native")\n',
        options=("--format", "rust"),
        fixed="""\
compatible_with(python = ">=3.11,<3.12")
interpreter(set_missing_path_configuration = False)
static_extension("app._native")
""",
        fixed_options=("--format", "rust"),
        evidence="https://github.com/python/cpython/issues/102700",
    ),
    Entry(
        code="no-package",
        title="A module is declared inside of what is no package, or can't be imported",
        explanation="""\
To import `app.fast`, CPython imports `app` and looks for the rest in the
`__path__` of that. Extension modules have none, nor have modules of the standard
library that are no packages, such as `typing`. The import ends with
ModuleNotFoundError.

An init function may set `__path__`, or put the inner module into `sys.modules`
itself; such a module needs no declaration of its own. Where that is so, the
warning can be silenced with `# configlang: disable=no-package`.

With the filesystem importer off, packages in files are out of reach as well. Then
a package must be in packed resources: a `dynamic_extension` with the loader
`oxidized` whose file is called `__init__`, or something in a file that `embedded`
or `memory_mapped` names.
""",
        example="""\
compatible_with(python = ">=3.11")
static_extension("typing.fast")
""",
        options=("--format", "c"),
        fixed="""\
compatible_with(python = ">=3.11")
static_extension("app.fast")
""",
        fixed_options=("--format", "c"),
        evidence="https://docs.python.org/3/reference/import.html#packages",
    ),
    Entry(
        code="init-of-cpython",
        title="The init function is called like one of CPython's own",
        explanation="""\
The default of `init` is `PyInit_` and the last part of the name, so that
`app.time` asks for `PyInit_time`. CPython has a function of that name, for its
built-in module `time`. On Linux and other systems with global symbols, a function
of the program takes its place: the table of built-in modules then creates the
program's module for `time` too, in every version and without a word, and for
`_io` or `_thread` the start fails. With a static libpython, the program may not
link instead.

Call the function otherwise, and name it with `init`. It is a warning where the
config names the function itself, which may be meant as CPython's own.
""",
        example="""\
compatible_with(python = ">=3.11")
static_extension("app.time")
""",
        options=("--format", "c"),
        fixed="""\
compatible_with(python = ">=3.11")
static_extension("app.time", init = "PyInit_app_time")
""",
        fixed_options=("--format", "c"),
        evidence="measured on CPython 3.8 to 3.14 with shared and static libpython",
    ),
    Entry(
        code="shared-init",
        title="Two modules have one init function",
        explanation="""\
The default of `init` is `PyInit_` and the last part of the name: that of
`a._core` is that of `b._core`. Two functions of one name do not link; if there is
one only, both names get the same module. That is an error.

One function that the config names for several modules is a remark. They are
separate modules; with single-phase initialisation each has the `__name__` that
stands in the definition. A module by PyO3 0.17, which pyembed 0.24 has below it,
is created once in a process: to import it under a second name is an ImportError.
PyO3 0.29, in programs on the output `rust-ffi`, takes one function for two names.
""",
        example="""\
compatible_with(python = ">=3.11")
static_extension("a._core")
static_extension("b._core")
""",
        options=("--format", "c"),
        fixed="""\
compatible_with(python = ">=3.11")
static_extension("a._core", init = "PyInit_a_core")
static_extension("b._core", init = "PyInit_b_core")
""",
        fixed_options=("--format", "c"),
        evidence="https://docs.python.org/3/extending/building.html",
    ),
)
