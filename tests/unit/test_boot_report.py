"""The report of boots: text for people, JSON for programs, and findings that are said once."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest

from configlang.boot.pythons import CPython
from configlang.boot.record import Boot, Booted, Difference, Module
from configlang.boot.report import exit_text, findings_of, to_json, to_table, to_text
from configlang.boot.session import require_one
from configlang.compiler import Job, analyse, conclude
from configlang.cpython.versions import Version
from configlang.findings.finding import Severity
from configlang.findings.problem import CPYTHON, Problem


def cpython(version: str) -> CPython:
    """Return a CPython of a release."""
    numbers = tuple(map(int, version.split(".")))
    return CPython(
        version=Version("{}.{}".format(*numbers)),
        full_version=version,
        order=numbers,
        executable=f"/p/{version}/bin/python3",
        prefix=f"/p/{version}",
        includes=("/i",),
        library="/l",
        is_shared=True,
    )


SYS = {
    "executable": "/o/app",
    "prefix": "/p",
    "argv": ["app"],
    "path": ["/a", "/b\x1b[2J"],
    "meta_path": ["BuiltinImporter"],
    "path_hooks": [],
    "filesystem_encoding": ["utf-8", "strict"],
    "stdin": None,
    "stdout": ["utf-8", "strict"],
    "stderr": ["utf-8", "strict"],
    "flags": {"isolated": 1, "quiet": 0},
}
STARTED = Boot(
    python=cpython("3.12.1"),
    outcome="started",
    origin="/o",
    sys=SYS,
    configs={"config": {}},
    modules=(
        Module(name="fast", is_static=True, is_stand_in=True, origin="built-in"),
        Module(name="slow", is_static=False, error="ImportError: no"),
    ),
    differences=(Difference(field="quiet", path="interpreter.quiet", said="True", got="False"),),
)
FAILED = Boot(python=cpython("3.9.2"), outcome="failed", reason="CPython 3.9.2 did not start: no library")
SKIPPED = Boot(python=cpython("3.8.1"), outcome="skipped", reason="the config is not meant for it")
DIFFERS = Problem(
    code="boot-differs",
    message=f"`quiet`: the config says True; {CPYTHON} came up with False",
    paths=("interpreter.quiet",),
)


def booted(boot: Boot, folder: Path, text: str = "interpreter(\n    quiet = True,\n)\n") -> Booted:
    """Return a boot with its config."""
    (folder / "app.bzl").write_text(text)
    return Booted(
        run=conclude(analyse(Job(path="app.bzl", python=str(boot.python.version))), is_silenced=False), boot=boot
    )


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_report_shows_what_came_up() -> None:
    """One line a fact, lists one item a line, flags only where they are set, and no escape reaches a terminal."""
    assert (
        to_text(STARTED)
        == """\
CPython 3.12.1 (/p/3.12.1)
  started     yes
  differs     quiet: said True, got False
  origin      /o
  executable  /o/app
  prefix      /p
  argv        ["app"]
  path        /a
              /b\\x1b[2J
  importers   BuiltinImporter
  encodings   files utf-8/strict, stdin none, stdout utf-8/strict, stderr utf-8/strict
  flags       isolated 1
  modules     fast: stand-in
              slow: not imported: ImportError: no
              (stand-ins are empty; --with gives the files with their init functions)
"""
    )


def test_report_of_what_did_not_start_says_why() -> None:
    """A CPython that failed and one that was left out have a line with the reason."""
    assert "CPython 3.9.2 (/p/3.9.2)\n  started     no: CPython 3.9.2 did not start: no library\n" == to_text(FAILED)
    assert "CPython 3.8.1 (/p/3.8.1)\n  started     left out: the config is not meant for it\n" == to_text(SKIPPED)


def test_home_that_the_host_must_pass_is_shown() -> None:
    """The first line says it, and one what to do; a home that was asked for is no news."""
    needed = to_text(attrs.evolve(STARTED, home="/h", is_home_needed=True)).splitlines()
    asked = to_text(attrs.evolve(STARTED, home="/h"))

    assert "CPython 3.12.1 (/p/3.12.1): starts only with a home from the host" == needed[0]
    assert "  home        /h, which the host must pass: without it CPython does not find its library" in needed
    assert "CPython 3.12.1 (/p/3.12.1)\n  started     yes\n  home        /h, from the host\n" in asked


def test_program_that_stands_elsewhere_is_told() -> None:
    """Where the program can't have its name, the report says why."""
    text = to_text(attrs.evolve(STARTED, hindrance="there is no such folder"))

    assert "  origin      /o\n              the program stands elsewhere, and does not find itself: there is no" in text


def test_table_has_a_line_for_each() -> None:
    """Columns stand below each other, and lines have no blanks at their ends."""
    assert to_table([SKIPPED, FAILED, STARTED]).splitlines() == [
        "CPython  started   differs  modules  prefix",
        "3.8.1    left out                    /p/3.8.1",
        "3.9.2    no                          /p/3.9.2",
        "3.12.1   yes       1        1 of 2   /p/3.12.1",
    ]


@pytest.mark.parametrize(
    ("code", "text"), [(0, "exit code 0"), (3, "exit code 3"), (-11, "died of SIGSEGV"), (None, "it did not end")]
)
def test_end_of_the_program_is_shown(code: int | None, text: str) -> None:
    """An exit code, the name of a signal, or that there was none."""
    assert f"  program     {text}\n" == exit_text(attrs.evolve(STARTED, exit_code=code))


def test_document_has_the_same_keys_for_all() -> None:
    """Whatever came of it, each boot has all keys, and what is unknown is null or empty."""
    document = json.loads(to_json([SKIPPED, FAILED, STARTED], "c"))
    assert {"format", "boots"} == document.keys()
    assert 1 == len({tuple(boot) for boot in document["boots"]})
    skipped, failed, started = document["boots"]
    assert ("skipped", "failed", "started") == (skipped["outcome"], failed["outcome"], started["outcome"])
    assert [{"field": "quiet", "said": "True", "got": "False"}] == started["differences"]
    assert ["static", "dynamic"] == [module["kind"] for module in started["modules"]]
    assert (None, {}, []) == (failed["origin"], failed["sys"], failed["modules"])


def test_what_cpythons_have_in_common_is_said_once(tmp_path: Path) -> None:
    """One finding names all CPythons that have it, at the place of the argument."""
    boots = [
        booted(Boot(python=cpython(version), outcome="started", problems=problems), tmp_path)
        for version, problems in (("3.9.2", (DIFFERS,)), ("3.10.1", ()), ("3.12.1", (DIFFERS,)))
    ]
    (finding,) = findings_of(boots)
    assert "`quiet`: the config says True; CPython 3.9.2, 3.12.1 came up with False" == finding.message
    assert finding.span
    assert ("boot-differs", Severity.WARNING, 1) == (finding.code, finding.severity, finding.span.start.line)


@pytest.mark.parametrize("rule", ['static_extension("fast")', 'dynamic_extension("fast", "$ORIGIN/fast.so")'])
def test_module_is_blamed_at_its_name(rule: str, tmp_path: Path) -> None:
    """What goes wrong with a module is shown at its declaration, of whichever kind that is."""
    paths = ("static_extension:fast", "dynamic_extension:fast")
    problem = Problem(code="boot-import", message="can't", paths=paths)
    boot = Boot(python=cpython("3.12.1"), outcome="started", problems=(problem,))
    importer = 'filesystem_importer(paths = ["$ORIGIN"], mode = "prepend")'
    (finding,) = findings_of([booted(boot, tmp_path, f"{rule}\n{importer}\n")])
    assert finding.span
    assert rule.index('"fast"') == finding.span.start.column


def test_comment_silences_a_difference(tmp_path: Path) -> None:
    """A difference is silenced as any other warning is."""
    boot = Boot(python=cpython("3.12.1"), outcome="started", problems=(DIFFERS,))
    text = "interpreter(quiet = True)  # configlang: disable=boot-differs\n"
    assert [] == findings_of([booted(boot, tmp_path, text)])


def test_reason_of_leaving_out_is_an_error_where_none_is_left(tmp_path: Path) -> None:
    """What is an info beside another CPython is an error alone."""
    problem = Problem(code="no-headers", message="has none", severity=Severity.INFO)
    bare = booted(attrs.evolve(SKIPPED, problems=(problem,)), tmp_path)
    both, more = require_one([bare, booted(STARTED, tmp_path)])
    assert ([Severity.INFO], []) == ([finding.severity for finding in findings_of(both)], more)
    alone, more = require_one([bare])
    assert ([Severity.ERROR], []) == ([finding.severity for finding in findings_of(alone)], more)


def test_no_cpython_at_all_is_an_error() -> None:
    """Where nothing is found, that is said."""
    _, (finding,) = require_one([])
    assert ("unknown-cpython", "there is no CPython here") == (finding.code, finding.message)
