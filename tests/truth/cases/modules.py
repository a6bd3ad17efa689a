"""Names of modules: which module an import really gets, and what CPython can't do without."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from configlang.findings.finding import Severity
from tests.hosts.cpythons import CPython, compile_flags, require_tool
from tests.hosts.programs import EXTENSIONS, Run
from tests.truth import configs, table_program
from tests.truth.claims import Case, Claim, Special
from tests.truth.table_program import NOT_FOUND, OURS

LOOK = """\
import sys
for package in ("pkg", "x", "y"):
    sys.modules[package] = type(sys)(package)
    sys.modules[package].__path__ = []
asked = ("__main__", "json", "quick", "slow", "test")
linked = [name for name in sys.builtin_module_names if "." in name or name in asked]
names = ("encodings", "json", "quick", "runpy", "time")
in_files = [name for name in names if any(path.replace(chr(92), "/").endswith("/" + name) for path in sys.path)]
for name in linked + in_files:
    try:
        __import__(name)
    except ModuleNotFoundError as error:
        print(name, error)
        continue
    module = sys.modules[name]
    print(name, "is", module.who() if hasattr(module, "who") else "theirs")
"""
"""Tells, of each module of the config, what an import gets: an error, the name of ours, or another."""


def link(*names: str, fields: str = "") -> str:
    """Return the text of a config that links modules in, each a name or a name and its init function."""
    pairs = [name.partition(" ") for name in names]
    calls = [f'static_extension("{name}", init = "{init or "PyInit_multi"}")' for name, _, init in pairs]
    return "\n".join([f'interpreter(profile = "isolated", utf8_mode = True, {fields})', *calls, ""])


def load_first(name: str, fields: str = "") -> str:
    """Return the text of a config with a shared library whose folder stands before the standard library."""
    return f"""\
load("@stdlib//:paths.bzl", "stdlib_paths")
interpreter(profile = "isolated", utf8_mode = True, {fields})
dynamic_extension("{name}", path = "$ORIGIN/{name}/{name}.so")
filesystem_importer(paths = ["$ORIGIN/{name}"] + stdlib_paths("$ORIGIN/python"))
"""


def load(name: str, fields: str = "") -> str:
    """Return the text of a config with a shared library, which lies beside the program in a folder of its own."""
    return (
        f'interpreter(profile = "isolated", utf8_mode = True, {fields})\n'
        f'dynamic_extension("{name}", path = "$ORIGIN/{name}/{name}.so")\n'
        f'filesystem_importer(paths = ["$ORIGIN/{name}"], mode = "prepend")\n'
    )


NO_FILES = "filesystem_importer(enabled = False)\n"
NOT_FROZEN = 'use_frozen_modules = None if TARGET.python in ["3.8", "3.9", "3.10"] else False'


def refuses(run: Run) -> bool:
    """Tell whether generated code has refused to start."""
    return run.code == 101 and "built-in module of this name already" in run.stderr


def fails(run: Run) -> bool:
    """Tell whether Python has not started."""
    return run.code == 101 and "starting Python" in run.stderr


def ends_with_1(run: Run) -> bool:
    """Tell whether Python has started and the program has failed."""
    return run.code == 1 and run.report is not None


def asked(
    code: str, name: str, bad: str, good: str, line: str, *, first: str | None = None, last: str | None = None
) -> Case:
    """Return a case that asks what imports get; the claim is that an answer begins with a line."""
    return Case(
        code=code,
        name=name,
        bad=bad,
        good=good,
        claim=lambda run: any(each.startswith(line) for each in run.stdout.splitlines()),
        ask=LOOK,
        first=first,
        last=last,
    )


def takes_the_place_of_time(python: CPython, folder: Path, text: str) -> bool:
    """Tell whether the init function of a module is the one that makes the built-in module `time`."""
    if python.is_of_debian:
        pytest.skip("its libpython is bound to its own functions")
    (extension,) = configs.in_folder(folder, text, python).static_extensions
    return table_program.build(folder, python, init=extension.init, adds=False).outcomes(["time"]) == {"time": OURS}


def is_not_found(python: CPython, folder: Path, text: str) -> bool:
    """Tell whether a program that adds the module to the table, and no finder, can't import it."""
    (extension,) = configs.in_folder(folder, text, python).static_extensions
    outcomes = table_program.build(folder, python).outcomes([extension.name])
    return outcomes == {extension.name: NOT_FOUND}


BOTH_DEFAULT = 'interpreter(utf8_mode = True)\nstatic_extension("x.single")\nstatic_extension("y.single")\n'
QUICK = link("quick")

CLAIMS: tuple[Claim, ...] = (
    *(
        Case(code="name-taken", name=name, bad=link(name), good=QUICK, claim=refuses, first=first, last=last)
        for name, first, last in (
            ("time", None, None),
            ("_peg_parser", "3.9", "3.9"),
            ("xxsubtype", None, "3.11"),
            ("_typing", "3.12", None),
            ("_datetime", "3.14", None),
        )
    ),
    asked("name-taken", "os.path", link("os.path"), link("logging.handlers"), "os.path is theirs"),
    asked("name-taken", "main", link("__main__"), QUICK, "__main__ is theirs"),
    asked("name-taken", "collections.abc", link("collections.abc"), QUICK, "collections.abc is theirs", first="3.14"),
    asked("name-taken", "file-built-in", load("time"), load("quick"), "time is theirs"),
    asked("name-taken", "file-frozen", load("runpy"), load("runpy", NOT_FROZEN), "runpy is theirs", first="3.11"),
    Case(code="breaks-start", name="codecs", bad=link("codecs"), good=link("our_codecs"), claim=fails),
    Case(code="breaks-start", name="io", bad=link("io"), good=QUICK, claim=fails, last="3.13"),
    Case(
        code="breaks-start",
        name="os",
        bad=link("os"),
        good=link("os", fields="site_import = False"),
        claim=fails,
    ),
    Case(code="breaks-start", name="bootlocale", bad=link("_bootlocale"), good=QUICK, claim=fails, last="3.9"),
    Case(code="breaks-start", name="utf_8", bad=link("encodings.utf_8"), good=QUICK, claim=fails, first="3.11"),
    Case(
        code="breaks-start",
        name="run_module",
        bad=link("types", fields='run_module = "colorsys"'),
        good=link("types", fields='run_command = "pass"'),
        claim=ends_with_1,
        is_running=True,
    ),
    Case(
        code="breaks-start",
        name="run_module-in-package",
        bad=link("importlib.util", fields='run_module = "colorsys"'),
        good=link("importlib.readers", fields='run_module = "colorsys"'),
        claim=ends_with_1,
        is_running=True,
    ),
    Case(
        code="breaks-start",
        name="run_command",
        bad=link("linecache", fields='run_command = "pass"'),
        good=link("linecache", fields='run_module = "colorsys"'),
        claim=ends_with_1,
        is_running=True,
        first="3.13",
    ),
    Case(code="breaks-start", name="file", bad=load_first("encodings"), good=load("encodings"), claim=fails),
    Case(code="breaks-start", name="file-prepended", bad=load("os"), good=load("codecs"), claim=fails, last="3.10"),
    Case(
        code="breaks-start",
        name="file-prepended-not-frozen",
        bad=load("os", NOT_FROZEN),
        good=load("codecs", NOT_FROZEN),
        claim=fails,
    ),
    Case(
        code="breaks-start",
        name="file-frozen-later",
        bad=load_first("codecs"),
        good=load("codecs"),
        claim=fails,
        last="3.10",
    ),
    Case(
        code="breaks-start",
        name="file-not-frozen",
        bad=load_first("codecs", NOT_FROZEN),
        good=load("codecs", NOT_FROZEN),
        claim=fails,
    ),
    Case(
        code="breaks-start",
        name="file-run_module",
        bad=load("types", 'run_module = "colorsys"'),
        good=load("types", 'run_command = "pass"'),
        claim=ends_with_1,
        is_running=True,
    ),
    asked("shadows-stdlib", "json", link("json"), QUICK, "json is json"),
    asked("shadows-stdlib", "handlers", link("logging.handlers"), link("pkg.quick"), "logging.handlers is logging"),
    asked("shadows-stdlib", "file-late", load("encodings"), load("quick"), "encodings is theirs"),
    asked("shadows-stdlib", "file", load("json"), load("quick"), "json is json"),
    asked("shadows-stdlib", "test", link("test"), link("tests"), "test is test"),
    *(
        Case(
            code="module-named-as-file",
            name=name,
            bad=link(f"{name} PyInit_multi"),
            good=link("quick"),
            ask="try: from quick import who\nexcept ImportError: print('none')",
            claim=lambda run: run.stdout == "none\n",
        )
        for name in ("quick.so", "PyInit_quick")
    ),
    asked("no-package", "extension", link("quick", "quick.slow"), link("pkg.quick"), "quick.slow No module"),
    asked("no-package", "stdlib", link("typing.quick"), link("logging.quick"), "typing.quick No module"),
    asked("no-package", "late", link("re.quick"), link("logging.quick"), "re.quick No module", last="3.10"),
    asked("no-package", "files", link("wsgiref.quick") + NO_FILES, link("wsgiref.quick"), "wsgiref.quick No module"),
    *(
        Special(
            code="init-of-cpython",
            name=name,
            bad=link(bad),
            good=link(good),
            severity=severity,
            happens=takes_the_place_of_time,
        )
        for name, bad, good, severity in (
            ("default", "pkg.time PyInit_time", "pkg.quick PyInit_quick", Severity.ERROR),
            ("named", "quick PyInit_time", "quick PyInit_slow", Severity.WARNING),
        )
    ),
    Special(
        code="unfound-in-package",
        bad=link("pkg.quick"),
        good=QUICK,
        output="json",
        happens=is_not_found,
        # Seen on 3.11.2, and not on 3.11.7 (tests/truth/test_releases.py).
        last="3.11.3",
    ),
    asked("shared-init", "default", BOTH_DEFAULT, link("x.single PyInit_single", "y.multi"), "y.single is single"),
    asked("shared-init", "meant", link("quick PyInit_single", "slow PyInit_single"), QUICK, "slow is single"),
)


def lay_out(folder: Path, python: CPython) -> None:
    """Lay shared libraries beside the program."""
    (folder / "python").symlink_to(python.prefix)
    for name in ("codecs", "encodings", "json", "os", "quick", "runpy", "time", "types"):
        (folder / name).mkdir()
        compile_library(python, folder / name / f"{name}.so", f"PyInit_{name}")


def compile_library(python: CPython, library: Path, init: str) -> None:
    """Compile the module with multi-phase initialisation to a shared library."""
    source = library.with_suffix(".c")
    source.write_text("#include <Python.h>\n" + EXTENSIONS.replace("PyInit_multi", init), encoding="utf-8")
    command: list[str | Path] = [require_tool("gcc"), "-shared", "-fPIC", *compile_flags(python), "-o", library, source]
    subprocess.run(command, check=True)
