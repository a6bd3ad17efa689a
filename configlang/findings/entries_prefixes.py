"""Entries of the catalogue about where CPython looks for its standard library."""

from __future__ import annotations

from configlang.findings.entry import Entry
from configlang.findings.finding import Severity

_CONFIG = "https://docs.python.org/3/c-api/init_config.html"
_MEASURED = "measured on CPython 3.8 to 3.14"

PREFIX_ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="prefix-ignored",
        severity=Severity.WARNING,
        title="home decides the prefix",
        explanation="""\
Up to CPython 3.10, `prefix` and `exec_prefix` are kept beside `home`. From 3.11,
CPython takes both from `home`, also where paths are set. pyembed fills an unset
`home` in, unless `set_missing_path_configuration` is False.

Set `home` to `PREFIX:EXEC_PREFIX` where the two differ (`;` on Windows). For
values that have nothing to do with it, go without `home` and list the standard
library in the paths of `filesystem_importer`: then the prefixes are kept.
""",
        example="""\
interpreter(home = "/opt/python", prefix = "/opt/app")
""",
        fixed="""\
interpreter(home = "/opt/python", prefix = "/opt/python")
""",
        evidence=_MEASURED,
    ),
    Entry(
        code="prefix-moves-library",
        title="A prefix decides where the standard library is looked for",
        explanation="""\
The prefixes look like values for `sys`, and up to CPython 3.10 they are. From 3.11,
where neither `home` nor paths are set, `prefix` is where CPython looks for its
standard library, and `exec_prefix` for the extension modules of that. From 3.14
these are `base_prefix` and `base_exec_prefix`, even if `home` is set. Where the
library is not there, the start fails.

Say with `home` where the library lies, and leave the base prefixes unset or make
them the same. Where a host passes `home` at run time, or the library does lie
there, silence the warning with `# configlang: disable=prefix-moves-library`.
""",
        example="""\
interpreter(home = "/opt/python", base_prefix = "/opt/base")
""",
        fixed="""\
interpreter(home = "/opt/python")
""",
        evidence=_MEASURED,
    ),
    Entry(
        code="stdlib-dir-ignored",
        severity=Severity.WARNING,
        title="CPython 3.11 and 3.12 compute stdlib_dir themselves",
        explanation="""\
CPython has the field from 3.11. In 3.11 and 3.12 it puts what it computes in its
place, be it a folder or a zip file; from 3.13 it looks for the standard library
there.

List the folder or zip file in the paths of `filesystem_importer`, which serves all
versions, or limit `compatible_with` to 3.13 and later.
""",
        example="""\
compatible_with(python = ">=3.11")
interpreter(home = "/opt/python", stdlib_dir = "/opt/python/stdlib.zip")
""",
        fixed="""\
compatible_with(python = ">=3.13")
interpreter(home = "/opt/python", stdlib_dir = "/opt/python/stdlib.zip")
""",
        evidence=_MEASURED,
    ),
    Entry(
        code="platlibdir-moves-library",
        title="CPython looks for its standard library in a folder of another name",
        explanation="""\
The standard library of a build lies in `PREFIX/lib/python3.X`, or in
`PREFIX/lib64/python3.X` where CPython was configured with
`--with-platlibdir=lib64`, as on Fedora. `platlibdir` says which. With any other
name than the build's, the start fails; so it does up to 3.10 with an empty one.

Unset, it is right. Where the CPython that the program comes with was built so,
silence the warning with `# configlang: disable=platlibdir-moves-library`.
""",
        example='interpreter(platlibdir = "")\n',
        options=("--target", "x86_64-unknown-linux-gnu", "--python", "3.10"),
        fixed="interpreter()\n",
        fixed_options=("--target", "x86_64-unknown-linux-gnu", "--python", "3.10"),
        evidence=f"{_CONFIG}#c.PyConfig.platlibdir",
    ),
    Entry(
        code="silent-on-windows",
        severity=Severity.WARNING,
        title="Before CPython 3.11, Windows has no warnings about paths",
        explanation="""\
`pathconfig_warnings` lets CPython report that it could not find its folders. On
Windows, the code that computes them up to 3.10 reports nothing.

Leave it unset there.
""",
        example="""\
compatible_with(python = ">=3.9")
interpreter(pathconfig_warnings = True)
""",
        options=("--target", "x86_64-pc-windows-msvc"),
        fixed="""\
compatible_with(python = ">=3.11")
interpreter(pathconfig_warnings = True)
""",
        fixed_options=("--target", "x86_64-pc-windows-msvc"),
        evidence=f"{_CONFIG}#c.PyConfig.pathconfig_warnings",
    ),
)
