"""Names of modules: which module an import really gets, and what CPython can't do without."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from configlang.check.families import modules
from tests.hosts.cpythons import CPython, compile_flags, link_flags, require_cpython, require_tool
from tests.hosts.programs import EXTENSIONS, Program, Run
from tests.truth import truth
from tests.truth.truth import VERSIONS, Case

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")

ELSEWHERE = {
    "unfound-in-package": "generated C brings a finder: tests/truth/test_inittab.py shows CPython without it",
    "init-of-cpython": "the program must have a function of that name: tests/truth/test_inittab.py",
}
"""Codes that no case here can show, and where they are shown."""

UNPROVEN = {
    "name-taken": "on Windows, wasi and emscripten: no such CPython is here; the names are those of PC/config.c",
}
"""What nothing here shows, with the reason."""

LOOK = """\
import sys
for package in ("pkg", "x", "y"):
    sys.modules[package] = type(sys)(package)
    sys.modules[package].__path__ = []
linked = [name for name in sys.builtin_module_names if "." in name or name in ("__main__", "json", "quick", "slow")]
names = ("encodings", "json", "quick", "runpy", "time")
in_files = [name for name in names if any(path.endswith("/" + name) for path in sys.path)]
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


def asked(code: str, name: str, bad: str, good: str, line: str, *, first: str = "3.8", last: str = "3.14") -> Case:
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


BOTH_DEFAULT = 'interpreter(utf8_mode = True)\nstatic_extension("x.single")\nstatic_extension("y.single")\n'
QUICK = link("quick")

CASES = (
    *(
        Case(code="name-taken", name=name, bad=link(name), good=QUICK, claim=refuses, first=first, last=last)
        for name, first, last in (
            ("time", "3.8", "3.14"),
            ("_peg_parser", "3.9", "3.9"),
            ("xxsubtype", "3.8", "3.11"),
            ("_typing", "3.12", "3.14"),
            ("_datetime", "3.14", "3.14"),
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
    asked("no-package", "extension", link("quick", "quick.slow"), link("pkg.quick"), "quick.slow No module"),
    asked("no-package", "stdlib", link("typing.quick"), link("logging.quick"), "typing.quick No module"),
    asked("no-package", "late", link("re.quick"), link("logging.quick"), "re.quick No module", last="3.10"),
    asked("no-package", "files", link("wsgiref.quick") + NO_FILES, link("wsgiref.quick"), "wsgiref.quick No module"),
    asked("shared-init", "default", BOTH_DEFAULT, link("x.single PyInit_single", "y.multi"), "y.single is single"),
    asked("shared-init", "meant", link("quick PyInit_single", "slow PyInit_single"), QUICK, "slow is single"),
)


@pytest.fixture(scope="module", params=VERSIONS)
def program(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Return the program of a CPython with both configs of every case, and shared libraries beside it."""
    python = require_cpython(request.param)
    folder = tmp_path_factory.mktemp(f"modules-{python.version}")
    (folder / "python").symlink_to(python.prefix)
    for name in ("codecs", "encodings", "json", "quick", "runpy", "time", "types"):
        (folder / name).mkdir()
        compile_library(python, folder / name / f"{name}.so", f"PyInit_{name}")
    return truth.build(folder, python, CASES)


def compile_library(python: CPython, library: Path, init: str) -> None:
    """Compile the module with multi-phase initialisation to a shared library."""
    source = library.with_suffix(".c")
    source.write_text("#include <Python.h>\n" + EXTENSIONS.replace("PyInit_multi", init), encoding="utf-8")
    command: list[str | Path] = [require_tool("gcc"), "-shared", "-fPIC", *compile_flags(python), "-o", library, source]
    subprocess.run(command, check=True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_finding_is_true(program: Program, case: Case, tmp_path: Path) -> None:
    """What the finding claims happens in the CPythons that it names, and neither elsewhere nor in the twin."""
    truth.assert_true(program, case, CASES.index(case), tmp_path)


def test_every_code_is_shown() -> None:
    """No rule is believed without a run that shows it."""
    shown = {case.code for case in CASES}

    assert {rule.code for rule in modules.RULES} == shown | ELSEWHERE.keys()
    assert UNPROVEN.keys() <= shown


def test_two_functions_of_one_name_do_not_link(tmp_path: Path) -> None:
    """Two modules with the same default, each with a function of its own, make no program."""
    python = require_cpython(*VERSIONS)
    for name in ("a", "b"):
        text = f'#include <Python.h>\nPyObject *PyInit__core(void) {{ return PyUnicode_FromString("{name}"); }}\n'
        (tmp_path / f"{name}.c").write_text(text, encoding="utf-8")
    (tmp_path / "main.c").write_text("int main(void) { return 0; }\n", encoding="utf-8")
    sources = [tmp_path / f"{name}.c" for name in ("main", "a", "b")]
    command: list[str | Path] = [
        require_tool("gcc"),
        *compile_flags(python),
        "-o",
        tmp_path / "host",
        *sources,
        *link_flags(python),
    ]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert "multiple definition of `PyInit__core'" in done.stderr
