"""Entries of the catalogue about the search path, and about how paths are written."""

from __future__ import annotations

from configlang.findings.entry import Entry
from configlang.findings.finding import Severity

_CONFIG = "https://docs.python.org/3/c-api/init_config.html"
_SITE = "https://docs.python.org/3/library/site.html"
_PYEMBED = "https://docs.rs/pyembed/0.24.0"
_MEASURED = "measured on CPython 3.8 to 3.14"

_LOAD = 'load("@stdlib//:paths.bzl", "stdlib_paths")\n\n'

PATH_ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="no-standard-library",
        title="The paths that replace the computed ones hold no standard library",
        explanation="""\
With paths set, CPython computes none of its own. `encodings` and all else that the
start imports must lie in one of them, or the start fails, even if `home` is right.
An empty list fails in any case, unless packed resources hold the library.

What is in a folder can't be seen here. The warning goes by names: none of the
paths is a zip file, and none says `python`, `stdlib` or the like. Add the result of
`stdlib_paths`, or ask for folders around the computed path with the mode
`"prepend"` or `"append"`, which all outputs but those for pyembed have. Where one
of them holds the library after all, silence the warning with
`# configlang: disable=no-standard-library`.
""",
        example="filesystem_importer(paths = [])\n",
        fixed=f"""\
{_LOAD}filesystem_importer(paths = ["$ORIGIN/lib"] + stdlib_paths("$ORIGIN", python = "3.11"))
""",
        evidence=f"{_CONFIG}#c.PyConfig.module_search_paths",
    ),
    Entry(
        code="wrong-standard-library",
        severity=Severity.WARNING,
        title="The standard library among the paths is that of another version",
        explanation="""\
The standard library goes with one minor version. Its extension modules (`_struct`,
`_socket` and so on) have the version in their file names, so that another one does
not find them; its Python code may be too new for the interpreter, which then does
not start, or too old, which shows later.

Take the paths for the version that the config is evaluated for, as `stdlib_paths`
does where it is not told another, or limit `compatible_with` to the version that
is packed.
""",
        example=f"""\
{_LOAD}compatible_with(python = ">=3.10,<3.12")
filesystem_importer(paths = stdlib_paths("$ORIGIN", python = "3.11"))
""",
        fixed=f"""\
{_LOAD}compatible_with(python = ">=3.11,<3.12")
filesystem_importer(paths = stdlib_paths("$ORIGIN", python = "3.11"))
""",
        evidence=_MEASURED,
    ),
    Entry(
        code="duplicate-path",
        severity=Severity.WARNING,
        title="A path is listed twice",
        explanation="""\
A module is taken from the first folder that has it, so that a folder which stands
in the list a second time is never used; the module `site` takes it out.

Most often, another folder was meant.
""",
        example="""\
filesystem_importer(paths = ["/opt/python/lib/python3.11", "/opt/app", "/opt/app/"])
""",
        fixed="""\
filesystem_importer(paths = ["/opt/python/lib/python3.11", "/opt/app"])
""",
        evidence=f"{_SITE}#module-site",
    ),
    Entry(
        code="relative-path",
        severity=Severity.WARNING,
        title="A path depends on where the program is started",
        explanation="""\
A relative path counts from the working folder, which is whatever the user or a
desktop has started the program in: modules may be missing there, or be someone
else's. CPython keeps `executable` and the prefixes relative, for child processes to
misread. `~`, `$HOME` and `%APPDATA%` are no exception: nothing replaces them.

Begin the path with `$ORIGIN`, or let the host pass it in. Write `"."` where the
working folder itself is meant.
""",
        example='interpreter(pycache_prefix = "cache")\n',
        fixed='interpreter(pycache_prefix = "/var/cache/app")\n',
        evidence=_MEASURED,
    ),
    Entry(
        code="odd-origin",
        severity=Severity.WARNING,
        title="$ORIGIN is written in a form that is not meant",
        explanation="""\
Every `$ORIGIN` in a path is replaced as plain text, by the absolute path of a
folder. So `$ORIGINAL` becomes that path with `AL` at its end, and `/opt/$ORIGIN`
one path behind another. No other form is replaced: `${ORIGIN}` and `$origin` are
names of folders.

Write `$ORIGIN` at the beginning of the path, and a separator behind it.
""",
        example='filesystem_importer(paths = ["$ORIGIN/python311.zip", "${ORIGIN}/app"])\n',
        fixed='filesystem_importer(paths = ["$ORIGIN/python311.zip", "$ORIGIN/app"])\n',
        evidence=_PYEMBED,
    ),
    Entry(
        code="python-path-ignored",
        severity=Severity.WARNING,
        title="PYTHONPATH, or the field that stands for it, is not used",
        explanation="""\
`python_path_env` is what the variable `PYTHONPATH` would be. CPython uses it for
the path that it computes, and computes none where paths are set. From 3.11 it is a
part of the environment, and ignored while that is not read: while
`use_environment` is off or `isolated` is on, as in the profile `isolated`.

List the folders in `filesystem_importer`, in front of the others. The same holds
for the variable: where paths are set, `use_environment = True` reads all variables
but this one, and a remark says so.
""",
        example='interpreter(profile = "isolated", utf8_mode = True, python_path_env = "/opt/app")\n',
        fixed="""\
interpreter(profile = "isolated", utf8_mode = True)
filesystem_importer(paths = ["/opt/app"], mode = "prepend")
""",
        evidence="https://github.com/python/cpython/issues/92913",
    ),
    Entry(
        code="wrong-separator",
        severity=Severity.WARNING,
        title="The folders of python_path_env are not separated",
        explanation="""\
`python_path_env` is one text with folders in it, split as the operating system
does for `PYTHONPATH`: at `:` on POSIX, at `;` on Windows. The other one is a part
of a name, so that CPython looks for one folder of a strange name.

Choose by `TARGET.os`, or list the folders in `filesystem_importer`.
""",
        example='interpreter(python_path_env = "/opt/app;/opt/more")\n',
        options=("--target", "x86_64-unknown-linux-gnu"),
        fixed='interpreter(python_path_env = "/opt/app:/opt/more")\n',
        fixed_options=("--target", "x86_64-unknown-linux-gnu"),
        evidence="https://docs.python.org/3/using/cmdline.html#envvar-PYTHONPATH",
    ),
    Entry(
        code="site-packages-added",
        severity=Severity.INFO,
        title="The site-packages of an installed Python may join the paths",
        explanation="""\
A list of paths is the search path until the module `site` comes: that adds the
site-packages of `sys.prefix`. Where nothing says what the prefix is, CPython
computes it, which can find the Python of the system, and packages there that the
program was never tested with.

Switch `site_import` off, or set `home` or `prefix` to a folder of the program.
""",
        example=f"""\
{_LOAD}interpreter(
    profile = "isolated",
    set_missing_path_configuration = False,
    utf8_mode = True,
)
filesystem_importer(paths = stdlib_paths("/opt/app", python = "3.11"))
""",
        fixed=f"""\
{_LOAD}interpreter(
    profile = "isolated",
    set_missing_path_configuration = False,
    site_import = False,
    utf8_mode = True,
)
filesystem_importer(paths = stdlib_paths("/opt/app", python = "3.11"))
""",
        evidence=f"{_SITE}#site.PREFIXES",
    ),
)
