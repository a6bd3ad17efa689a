"""Entries of the catalogue about the options of the command line that a config holds as lists: `-W` and `-X`."""

from __future__ import annotations

from configlang.findings.entry import Entry
from configlang.findings.finding import Severity

_MEASURED = "measured on CPython 3.8 to 3.14"
_X_OPTIONS = "https://docs.python.org/3/using/cmdline.html#cmdoption-X"
_FILTERS = "https://docs.python.org/3/library/warnings.html#the-warnings-filter"

OPTION_ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="bad-warn-option",
        severity=Severity.WARNING,
        title="CPython can't read a warning filter, and drops it",
        explanation="""\
A filter is `action:message:category:module:line`, of which all but the action
may be left out. Where CPython can't read one, it prints "Invalid -W option
ignored" to stderr and goes on without. What it does not know: other actions
than default, always, ignore, module, once and error (and what they begin
with), a category that is not built in and has no module before it, the option
`-W` itself, the commas of `PYTHONWARNINGS`, a line that is no number, and more
than five fields.
""",
        example='interpreter(warn_options = ["-Werror"])\n',
        fixed='interpreter(warn_options = ["error"])\n',
        evidence=_FILTERS,
    ),
    Entry(
        code="fatal-warn-option",
        title="A warning filter that keeps CPython from importing warnings",
        explanation="""\
The module `warnings` reads the filters when it is imported. A category that is
no class, such as the built-in `print` or `None`, or that begins with a dot,
raises an error there that nobody catches: the start prints a traceback and
goes on, and from then on `import warnings` fails, and every import that needs
it, which is most of the standard library.

Name a class of warnings, or leave the category empty.
""",
        example='interpreter(warn_options = ["error::None"])\n',
        fixed='interpreter(warn_options = ["error"])\n',
        evidence=_MEASURED,
    ),
    Entry(
        code="bytes-warning-mismatch",
        severity=Severity.WARNING,
        title="A warning filter and bytes_warning say different things",
        explanation="""\
CPython issues a `BytesWarning` only while `bytes_warning` asks for it: without
that, a filter such as `error::BytesWarning` waits in vain. With it, CPython
adds a filter of its own, and puts those of `warn_options` behind it, where the
last that matches wins: `ignore`, `ignore::BytesWarning`, or even `default`
undo `bytes_warning = "raise"`.

Let both say the same. A filter for another category, or for one module, does
no harm.
""",
        example='interpreter(bytes_warning = "raise", warn_options = ["default"])\n',
        fixed='interpreter(bytes_warning = "raise", warn_options = ["default", "error::BytesWarning"])\n',
        evidence=_MEASURED,
    ),
    Entry(
        code="bad-x-option",
        title="CPython refuses to start with an x option",
        explanation="""\
Some options of `-X` take a value, and CPython ends the start with an error for
one that it can't read: `frozen_modules` wants on or off, `tracemalloc` a
number of frames up to 65535, `int_max_str_digits` 0 or at least 640,
`cpu_count` at least 1, `gil`, `thread_inherit_context` and
`context_aware_warnings` 0 or 1, and `importtime` 1 or 2 from CPython 3.14. Blanks
and capitals count.

Write such a value, or set the field of that meaning, which is checked here.
""",
        example='interpreter(x_options = ["int_max_str_digits=100"])\n',
        fixed='interpreter(x_options = ["int_max_str_digits=1000"])\n',
        evidence=_X_OPTIONS,
    ),
    Entry(
        code="x-option-conflict",
        severity=Severity.WARNING,
        title="An x option and a field say different things",
        explanation="""\
An option of `-X` and a field are two ways to say the same, and one of them
loses without a word. `no_debug_ranges`, `frozen_modules`,
`thread_inherit_context`, `context_aware_warnings`, and up to CPython 3.13 also
`importtime`, beat the field. `tracemalloc`, `faulthandler`, `perf`,
`perf_jit`, `pycache_prefix`, `cpu_count`, `int_max_str_digits` and
`disable-remote-debug` give way to a field that is set.

Keep the field, which is checked and has a place in every output.
""",
        example='interpreter(tracemalloc = 3, x_options = ["tracemalloc=10"])\n',
        fixed="interpreter(tracemalloc = 3)\n",
        evidence=_MEASURED,
    ),
    Entry(
        code="x-option-without-effect",
        severity=Severity.WARNING,
        title="CPython does not act on an x option",
        explanation="""\
Options in a config reach `sys._xoptions`, but not all of them do what they do
on a command line. `dev`, `utf8` and `warn_default_encoding` act on a parsed
command line only. In the profile `isolated`, and with PyInitConfig in any,
`tracemalloc`, `perf` and from CPython 3.12 `int_max_str_digits` find their
field decided, and up to 3.13 so does `faulthandler`. Others came with a later
CPython, or act in special builds only. And options without a value, such as
`faulthandler`, don't read one: `faulthandler=0` switches it on.

Set the field of that meaning instead.
""",
        example='interpreter(x_options = ["dev"])\n',
        fixed="interpreter(development_mode = True)\n",
        evidence=_MEASURED,
    ),
)
