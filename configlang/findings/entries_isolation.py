"""Entries of the catalogue about isolation: what keeps the user's surroundings out, and what lets them in."""

from __future__ import annotations

from configlang.findings.entry import Entry
from configlang.findings.finding import Severity

_MEASURED = "measured on CPython 3.8 to 3.14"
_CONFIG = "https://docs.python.org/3/c-api/init_config.html"
_VARIABLES = "https://docs.python.org/3/using/cmdline.html#environment-variables"

ISOLATION_ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="isolated-overrules",
        title="Isolation switches this back",
        explanation="""\
While `isolated` is on, CPython sets `use_environment` and
`user_site_directory` to 0, and from 3.11 `safe_path` to 1, whatever the config
says of them. It does so without a word. `isolated` is on in the profile
`isolated`, unless the config sets it to False.

Set `isolated = False` and switch off one by one what is not wanted, or drop
the setting.
""",
        example="interpreter(isolated = True, use_environment = True)\n",
        fixed="interpreter(isolated = False, use_environment = True, user_site_directory = False)\n",
        evidence="https://github.com/python/cpython/issues/101471",
    ),
    Entry(
        code="safe-path-stays-on",
        severity=Severity.WARNING,
        title="The program's folder stays off sys.path",
        explanation="""\
`isolated = False` in the profile `isolated` says that the user's surroundings
may come in. Up to CPython 3.10 that puts the folder of the script, or the
working folder, at the head of `sys.path`. From 3.11 a field of its own decides
about that, `safe_path`, which the profile has set to True: the program no
longer finds its neighbours.

Say which of the two is meant by setting `safe_path`.
""",
        example='interpreter(profile = "isolated", isolated = False, utf8_mode = True, run_module = "app")\n',
        fixed="""\
interpreter(
    profile = "isolated",
    isolated = False,
    safe_path = False,
    utf8_mode = True,
    run_module = "app",
)
""",
        evidence=_MEASURED,
    ),
    Entry(
        code="user-site-without-site",
        severity=Severity.WARNING,
        title="Nothing adds the user's site-packages",
        explanation="""\
The module `site` is what puts the user's site-packages on `sys.path`, and
`site_import = False` keeps CPython from importing it. `sys.flags.no_user_site`
says 0 all the same, so that a look at the flags does not show it.

Drop one of the two settings.
""",
        example="interpreter(site_import = False, user_site_directory = True)\n",
        fixed="interpreter(site_import = False, user_site_directory = False)\n",
        evidence="https://docs.python.org/3/library/site.html",
    ),
    Entry(
        code="environment-half-read",
        severity=Severity.WARNING,
        title="Some variables come too late for the isolated profile",
        explanation="""\
A variable such as `PYTHONHASHSEED` decides a field that CPython finds
undecided, at -1. The profile `python` leaves such fields there; the profile
`isolated` sets them to 0. With `isolated = False` and `use_environment = True`
CPython does read `PYTHONPATH`, `PYTHONVERBOSE` and their like, but
`PYTHONUTF8`, `PYTHONDEVMODE`, `PYTHONHASHSEED` and `PYTHONTRACEMALLOC` do
nothing.

Take the profile `python` and switch off what is not wanted, or set the fields
here.
""",
        example="""\
interpreter(
    profile = "isolated",
    isolated = False,
    use_environment = True,
    utf8_mode = True,
)
""",
        fixed='interpreter(profile = "python", utf8_mode = True)\n',
        evidence=_MEASURED,
    ),
    Entry(
        code="environment-overrules",
        severity=Severity.INFO,
        title="A variable of the environment beats this field",
        explanation="""\
Most variables fill in what the config leaves unset. A few act on top of what
it sets, as their command-line options do: `PYTHONVERBOSE`, `PYTHONINSPECT`,
`PYTHONMALLOCSTATS`, `PYTHONDEBUG` and `PYTHONWARNDEFAULTENCODING` switch on
what is set to False, `PYTHONDONTWRITEBYTECODE`, `PYTHONUNBUFFERED`,
`PYTHONNOUSERSITE`, `PYTHONSAFEPATH` and `PYTHONNODEBUGRANGES` restrict what is
set to be free, and `PYTHONOPTIMIZE` raises a level of 0. From CPython 3.13
`PYTHON_FROZEN_MODULES` decides in any case, and from 3.14
`PYTHON_THREAD_INHERIT_CONTEXT` and `PYTHON_CONTEXT_AWARE_WARNINGS` do;
`PYTHONPROFILEIMPORTTIME` no longer does from 3.14.

That is often welcome. Where the user must not change it, switch
`use_environment` off, or `isolated` on.
""",
        example="interpreter(write_bytecode = True)\n",
        fixed="interpreter(use_environment = False, write_bytecode = True)\n",
        evidence=_VARIABLES,
    ),
)
