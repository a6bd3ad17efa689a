"""Modules in shared libraries: which files real interpreters find for them, and what a static libpython needs."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from configlang.cpython.locations import EXPORT_FLAGS
from configlang.findings.finding import Severity
from tests.hosts import programs
from tests.hosts.cpythons import CPython, link_flags
from tests.hosts.extensions import Library, make_library
from tests.hosts.programs import Program
from tests.truth import configs
from tests.truth.claims import Claim, Special, Unproven
from tests.truth.libraries import ask

HEAD = """\
load("@stdlib//:paths.bzl", "stdlib_paths")

HERE = variable("folder")
LIBRARY = stdlib_paths(variable("prefix"))
DIGITS = TARGET.python.replace(".", "")
OTHER = "38" if DIGITS != "38" else "39"
TAG = TARGET.arch + "-linux-gnu.so"

"""
"""What every config begins with; the folder is that of its test."""

# Where a module is, and how its file is called

LISTED = 'filesystem_importer(paths = [HERE + "/lib"] + LIBRARY)\n'
PREPENDED = 'filesystem_importer(paths = [HERE + "/lib"], mode = "prepend")\n'
RUN_FOLDER = 'interpreter(run_filename = HERE + "/tool", parse_argv = False)\n'

IMPORT = """\
import importlib, sys
sys.path[:0] = {first!r}
try:
    print(importlib.import_module({module!r}).__file__ == {file!r})
except ModuleNotFoundError:
    print(False)
"""


def load(module: str, path: str, more: str = LISTED) -> str:
    """Return the text of a config with a shared library below its folder; the path is an expression."""
    return f'dynamic_extension("{module}", HERE + {path})\n{more}'


def is_missed(python: CPython, folder: Path, text: str) -> bool:
    """Tell whether a module in a shared library is not imported from the file that the config names."""
    config = configs.in_folder(folder, text, python)
    (extension,) = config.dynamic_extensions
    (folder / "other").mkdir()
    file = Path(extension.path)
    last = extension.name.rpartition(".")[2]
    make_library(file, python.include, Library(init=f"PyInit_{last}", name=last))
    first = config.filesystem_importer.paths or () if config.filesystem_importer is not None else ()
    if config.interpreter.run_filename is not None:
        # What running a folder does.
        first = (config.interpreter.run_filename,)
    code = IMPORT.format(
        first=[path for path in first if path.startswith(str(folder))],
        module=extension.name,
        file=str(file.parent.resolve() / file.name),
    )
    return ask(python, code) == "False\n"


PLACES = tuple(
    Special(
        code="not-on-search-path",
        name=name,
        head=HEAD,
        severity=severity,
        bad=bad,
        good=good,
        output="json",
        happens=is_missed,
    )
    for name, severity, bad, good in (
        ("lib before its name", Severity.ERROR, load("fast", '"/lib/libfast.so"'), load("fast", '"/lib/fast.so"')),
        ("above", Severity.ERROR, load("fast", '"/fast.so"'), load("fast", '"/lib//./fast.abi3.so"')),
        ("below", Severity.ERROR, load("fast", '"/lib/app/fast.so"'), load("fast", '"/other/../lib/fast.so"')),
        (
            "not in its package",
            Severity.ERROR,
            load("app.fast", '"/lib/fast.so"'),
            load("app.fast", '"/lib/app/fast.so"'),
        ),
        (
            "init not in its package",
            Severity.ERROR,
            load("app.fast", '"/lib/fast/__init__.so"'),
            load("app.fast", '"/lib/app/fast/__init__.so"'),
        ),
        (
            "package above",
            Severity.ERROR,
            load("app.fast", '"/app/fast.so"'),
            load("app.inner.fast", '"/lib/app/inner/fast.abi3.so"'),
        ),
        (
            "package of its name",
            Severity.ERROR,
            load("fast", '"/lib/fast/fast.so"'),
            load("fast", '"/lib/fast/__init__.so"'),
        ),
        (
            "site-packages",
            Severity.WARNING,
            load("fast", '"/lib/site-packages/fast.so"'),
            load("fast", '"/lib/fast.so"'),
        ),
        (
            "beside what is prepended",
            Severity.WARNING,
            load("fast", '"/other/fast.so"', PREPENDED),
            load("fast", '"/lib/fast.so"', PREPENDED),
        ),
        (
            "no path at all",
            Severity.WARNING,
            load("fast", '"/other/fast.so"', ""),
            load("fast", '"/tool/fast.so"', RUN_FOLDER),
        ),
    )
)

SUFFIXES = tuple(
    Special(
        code="wrong-suffix",
        name=name,
        head=HEAD,
        severity=severity,
        bad=load(module, bad),
        good=load(module, good),
        output="json",
        happens=is_missed,
    )
    for name, severity, module, bad, good in (
        ("none", Severity.ERROR, "fast", '"/lib/fast"', '"/lib/fast.so"'),
        ("other system", Severity.ERROR, "fast", '"/lib/fast.pyd"', '"/lib/fast.abi3.so"'),
        (
            "debug build",
            Severity.WARNING,
            "fast",
            '"/lib/fast.cpython-" + DIGITS + "d-" + TAG',
            '"/lib/fast.cpython-" + DIGITS + "-" + TAG',
        ),
        (
            "other version",
            Severity.ERROR,
            "fast",
            '"/lib/fast.cpython-" + OTHER + "-" + TAG',
            '"/lib/fast.cpython-" + DIGITS + "-" + TAG',
        ),
        (
            "other version in a package",
            Severity.ERROR,
            "app.fast",
            '"/lib/app/fast.cpython-" + OTHER + "-" + TAG',
            '"/lib/app/fast.cpython-" + DIGITS + "-" + TAG',
        ),
        (
            "other platform",
            Severity.ERROR,
            "fast",
            '"/lib/fast.cpython-" + DIGITS + "-darwin.so"',
            '"/lib/fast.cpython-" + DIGITS + "-" + TAG',
        ),
    )
)

# What a static libpython needs

_EXPORTING = "-Wl,--export-dynamic"
IN_A_FILE = """\
interpreter(profile = "isolated", utf8_mode = True)
dynamic_extension("needy", path = "$ORIGIN/lib/needy.so")
filesystem_importer(paths = ["$ORIGIN/lib"], mode = "prepend")
"""
LINKED_IN = """\
interpreter(profile = "isolated", utf8_mode = True)
static_extension("needy", init = "PyInit_multi")
"""


def build_static(python: CPython, folder: Path, text: str, *, is_exporting: bool) -> Program:
    """Build a host with a static libpython, beside which there is a shared library; skip where CPython has none."""
    archive = next(python.prefix.glob(f"lib/python{python.version}/config-*/libpython{python.version}.a"), None)
    if archive is None:
        pytest.skip(f"this CPython {python.version} has no static libpython")
    static = attrs.evolve(python, library=archive.parent, is_shared=False)
    programs.write_sources(folder, {"host": (configs.in_folder(folder, text, python), "c")})
    make_library(folder / "lib" / "needy.so", python.include, Library(init="PyInit_needy", name="needy"))
    executable = folder / "static-host"
    # The flag is the one that the finding names, and no other of the same effect.
    after = [flag for flag in link_flags(static) if flag != _EXPORTING]
    after += [EXPORT_FLAGS["linux"]] if is_exporting else []
    programs.compile_main(folder, static, programs.COMPILERS["gcc"], ["-o", str(executable)], [*after, "-lz"])
    return Program(executable=executable, python=static)


def is_undefined(python: CPython, folder: Path, text: str) -> bool:
    """Tell whether the import of a module ends with an undefined symbol, in a program that exports none."""
    done = build_static(python, folder, text, is_exporting=False).run("host", code="import needy")
    assert (done.code == 0) is ("undefined symbol: Py" not in done.stderr), done.stderr
    return done.code != 0


CLAIMS: tuple[Claim, ...] = (
    *PLACES,
    *SUFFIXES,
    Special(
        code="symbols-not-exported",
        severity=Severity.INFO,
        bad=IN_A_FILE,
        good=LINKED_IN,
        happens=is_undefined,
    ),
    Special(
        code="symbols-not-exported",
        name="static",
        severity=Severity.WARNING,
        bad=f'host(outputs = ["c"], libpython = "static")\n{IN_A_FILE}',
        good=f'host(outputs = ["c"], libpython = "static")\n{LINKED_IN}',
        happens=is_undefined,
    ),
    *(
        Unproven(
            code="no-shared-libraries",
            name=name,
            severity=severity,
            bad=IN_A_FILE,
            good=LINKED_IN,
            output=output,
            target=target,
            reason="no such interpreter is here; the rows are those of PyOxidizer",
        )
        for name, severity, output, target in (
            ("WASI", Severity.ERROR, "c", "wasm32-wasip1"),
            ("musl in C", Severity.INFO, "c", "x86_64-unknown-linux-musl"),
            ("musl in Rust", Severity.WARNING, "rust", "x86_64-unknown-linux-musl"),
            ("Windows", Severity.INFO, "c", "x86_64-pc-windows-msvc"),
        )
    ),
)
