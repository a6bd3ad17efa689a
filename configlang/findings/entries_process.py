"""Entries of the catalogue: several configs that one process starts."""

from __future__ import annotations

from configlang.findings.entry import Entry
from configlang.findings.finding import Severity

_MEASURED = "measured on CPython 3.8 to 3.14 with the generated C, and on 3.10 and 3.11 with pyembed 0.24"

PROCESS_ENTRIES = (
    Entry(
        code="process-allocators",
        title="A later start takes memory from elsewhere than the one before",
        explanation="""\
CPython does not give all memory back when it is finalised. Up to CPython 3.11,
what the first interpreter has left is freed by the second, with the allocators
of the second: after a switch from pymalloc to `malloc`, or to or from debug
hooks, the process crashes. From 3.12 on most memory goes back in time; with debug
hooks behind pymalloc, programs of some size still crash on 3.13 and 3.14, which is
a warning.

`allocator` chooses the allocators, and `development_mode` takes debug hooks where
it is unset. Up to 3.11 a config that sets neither keeps those of the start before.
Set the same in all configs of a process. Locale and UTF-8 mode are no problem:
each start gets its own.
""",
        example="""\
echo 'interpreter()' > one.bzl
echo 'interpreter(allocator = "malloc")' > two.bzl
configlang check --process one.bzl two.bzl --format c
""",
        evidence=_MEASURED,
        is_command=True,
    ),
    Entry(
        code="process-clash",
        title="Two configs of a process have two modules of one name",
        explanation="""\
Linked-in modules go into the table of built-in modules, which belongs to the
process: `Py_FinalizeEx` leaves it as it is. When the second config adds another
module under a name that is there, generated C and Rust refuse to start. Code that
adds it all the same gets the first module up to CPython 3.12, and the second from
3.13 on.

`Py_RunMain`, which is what the `run` of generated code calls, empties the table; a
config with `run_command`, `run_module` or `run_filename` is taken to end with it.
pyembed makes the table anew for each start, so that nothing is said for its
outputs. The same function under the same name is no clash.
""",
        example="""\
echo 'static_extension("fast", init = "PyInit_one_fast")' > one.bzl
echo 'static_extension("fast", init = "PyInit_two_fast")' > two.bzl
configlang check --process one.bzl two.bzl --format c
""",
        evidence=_MEASURED,
        is_command=True,
    ),
    Entry(
        code="process-foreign-module",
        title="A module of one config is there in another",
        explanation="""\
The table of built-in modules belongs to the process, and `Py_FinalizeEx` leaves it
as it is. A module that the first config links in can be imported in the
interpreter of the second as well, and comes before frozen modules and files: it is
an error where the second config declares a shared library of that name or runs a
module of it, a warning where it hides a package of the second or a module of the
standard library, and else a remark. Names with a dot are found from CPython 3.11
on, and before where the second config has such names itself.

`Py_RunMain` empties the table, and pyembed makes it anew for each start; see
`process-clash`. Rename the module, or start the config that has it last.
""",
        example="""\
echo 'static_extension("app")' > one.bzl
echo 'interpreter(run_module = "app.main")' > two.bzl
configlang check --process one.bzl two.bzl --format c
""",
        evidence=_MEASURED,
        is_command=True,
    ),
    Entry(
        code="process-no-common-python",
        title="No single CPython is right for all configs of a process",
        explanation="""\
A process has one libpython, of one version and for one target. The configs that it
starts must therefore have a version and a target in common in what
`compatible_with` says.

Let the limits overlap, or start the configs in processes of their own.
""",
        example="""\
echo 'compatible_with(python = "<3.11")' > one.bzl
echo 'compatible_with(python = ">=3.11")' > two.bzl
configlang check --process one.bzl two.bzl --format c
""",
        is_command=True,
    ),
    Entry(
        code="process-once",
        title="What is started there can't start again",
        explanation="""\
The `initialize` of a generated Rust module works once in a process. A second call
is an error, also after the interpreter has been finalised.

On CPython 3.8, `Py_RunMain` frees the table of built-in modules where modules were
added to it, and leaves the pointer to it. Nothing can be started behind it:
generated C refuses, other programs crash. Limit the versions, or start the config
that runs last.
""",
        example="""\
echo 'interpreter()' > app.bzl
configlang check --process app.bzl --format rust-ffi
""",
        evidence=_MEASURED,
        is_command=True,
    ),
    Entry(
        code="process-one-interpreter",
        severity=Severity.INFO,
        title="Interpreters of two configs can't live side by side",
        explanation="""\
CPython has one main interpreter in a process, and only that one has a config. While
it lives, generated C and Rust refuse to start another; `MainPythonInterpreter::new`
of pyembed waits until the first is dropped, on the same thread for ever; and
`Py_InitializeFromConfig` itself does nothing and reports success.

Sub-interpreters can live beside it. They have the modules, the allocators and most
settings of the main one, and no config of their own.
""",
        example="""\
echo 'interpreter()' > one.bzl
echo 'interpreter(quiet = True)' > two.bzl
configlang check --process one.bzl two.bzl --format c
""",
        evidence=_MEASURED,
        is_command=True,
    ),
    Entry(
        code="process-pyo3",
        severity=Severity.WARNING,
        title="A second interpreter meets what PyO3 keeps for the process",
        explanation="""\
PyO3 keeps objects in static variables of the process: interned names, imported
types, its own classes. They belong to the first interpreter, and PyO3 does not
notice that there is a second. With PyO3 0.29 its modules can be imported there;
what they keep is dead: a conversion to `timedelta` crashes CPython 3.11,
and an interned name has become another object on 3.14. PyO3 0.17, which pyembed
0.24 has, refuses the second import with ImportError.

A function that is named by a Rust path is taken for one of PyO3's. If it is not,
silence the warning with `# configlang: disable=process-pyo3`.
""",
        example="""\
echo 'static_extension("fast", init = "crate::fast::PyInit_fast")' > one.bzl
echo 'static_extension("fast", init = "crate::fast::PyInit_fast")' > two.bzl
configlang check --process one.bzl two.bzl
""",
        evidence=_MEASURED,
        is_command=True,
    ),
    Entry(
        code="process-sub-interpreters",
        severity=Severity.INFO,
        title="Not every module can be imported in a sub-interpreter",
        explanation="""\
A sub-interpreter of `Py_NewInterpreter` imports all linked-in modules. Those with
single-phase initialisation share their state with the main interpreter. Up to
CPython 3.10, modules inside of packages are found by a finder that the generated
code adds to the main interpreter only.

A sub-interpreter with a GIL of its own (CPython 3.12 and later) imports only
modules with the slot `Py_mod_multiple_interpreters` and the value
`Py_MOD_PER_INTERPRETER_GIL_SUPPORTED`. Others are an ImportError; in 3.12, modules
with single-phase initialisation get through where the main interpreter has not
imported them.
""",
        example="""\
echo 'static_extension("fast")' > app.bzl
configlang check --process app.bzl --format c
""",
        evidence=_MEASURED,
        is_command=True,
    ),
)
