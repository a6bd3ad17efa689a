"""Rules about programs and command lines that no interpreter of this machine can prove; the parser of options."""

from __future__ import annotations

import sys

import pytest

from configlang.check.engine import check
from configlang.check.families import running, running_argv
from configlang.cpython.command_line import Parsed, parse
from configlang.cpython.targets import parse_target
from configlang.cpython.versions import Version, to_python
from configlang.findings.finding import Finding
from configlang.outputs.table import BY_NAME
from configlang.schema.freeze import freeze
from configlang.schema.origins import Declaration
from tests.unit.check_helpers import messages, problems
from tests.unit.test_freeze import LINUX, call

WINDOWS = "x86_64-pc-windows-msvc"
RULES = (*running.RULES, *running_argv.RULES)
CODES = {rule.code for rule in RULES}


def findings_of(*calls: Declaration, output: str = "c", python: str | None = None) -> list[Finding]:
    """Return what the family finds in a config for Linux."""
    frozen = freeze(calls, parse_target(LINUX.triple) or LINUX, to_python(python))
    assert frozen.config is not None, frozen.findings
    return [finding for finding in check(frozen.config, frozen.origins, BY_NAME[output]) if finding.code in CODES]


def module(name: str) -> Declaration:
    """Return an interpreter that runs a module, in the profile that leaves the arguments alone."""
    return call("interpreter", profile="isolated", run_module=name)


# The command line


@pytest.mark.parametrize(
    ("argv", "minor", "expected"),
    [
        (["prog"], 8, Parsed(taken=(), rest=())),
        ([], 8, Parsed(taken=(), rest=())),
        (["prog", "a", "-O"], 8, Parsed(taken=(), rest=("a", "-O"))),
        (["prog", "-", "-O"], 8, Parsed(taken=(), rest=("-", "-O"))),
        (["prog", "-O", "--", "-O"], 8, Parsed(taken=(1, 2), rest=("-O",))),
        (["-O", "-OO", "-bEsu"], 8, Parsed(taken=(1, 2), rest=())),
        (["prog", "-X", "dev", "-Xutf8", "a"], 8, Parsed(taken=(1, 2, 3), rest=("a",))),
        (["prog", "-W"], 8, Parsed(taken=(1,), rest=(), exit_code=2)),
        (["prog", "-OWignore", "a"], 8, Parsed(taken=(1,), rest=("a",))),
        (["prog", "-Oc", "pass", "-O"], 8, Parsed(taken=(1, 2), rest=("-O",), runs="run_command")),
        (["prog", "-mapp", "-O"], 8, Parsed(taken=(1,), rest=("-O",), runs="run_module")),
        (["prog", "-c"], 8, Parsed(taken=(1,), rest=(), exit_code=2)),
        (["prog", "-V", "a"], 8, Parsed(taken=(1,), rest=("a",), exit_code=0)),
        (["prog", "-?"], 8, Parsed(taken=(1,), rest=(), exit_code=0)),
        (["prog", "-J"], 14, Parsed(taken=(1,), rest=(), exit_code=2)),
        (["prog", "-P"], 10, Parsed(taken=(1,), rest=(), exit_code=2)),
        (["prog", "-P"], 11, Parsed(taken=(1,), rest=())),
        (["prog", "--help-env"], 10, Parsed(taken=(1,), rest=(), exit_code=2)),
        (["prog", "--help-env"], 11, Parsed(taken=(1,), rest=(), exit_code=0)),
        (["prog", "--check-hash-based-pycs", "never", "a"], 8, Parsed(taken=(1, 2), rest=("a",))),
        (["prog", "--check-hash-based-pycs", "often"], 8, Parsed(taken=(1,), rest=("often",), exit_code=2)),
    ],
)
def test_command_line_is_taken_apart(argv: list[str], minor: int, expected: Parsed) -> None:
    """Options end at the first other item, at `--` and behind `-c` and `-m`; one that can't be read ends the start."""
    assert expected == parse(argv, Version.of(minor))


def test_finding_points_at_the_item() -> None:
    """The place of a finding about one item of a list is that item's."""
    found = problems(RULES, parse_argv=True, argv=("prog", "-O", "--mine"), run_module="app")

    assert [(problem.code, problem.element) for problem in found] == [("argv-changed", 2)]


def test_option_that_comes_too_late_is_told_where_it_does() -> None:
    """`-X dev` in a fixed list does something in the outputs that preinitialise with it, in the profile `python`."""
    late = {
        output: bool(messages(RULES, output=output, argv=("prog", "-X", "dev"), parse_argv=True))
        for output in ("c", "rust-ffi", "c-initconfig", "rust")
    }

    assert late == {"c": False, "rust-ffi": False, "c-initconfig": True, "rust": True}


@pytest.mark.parametrize(
    "fields",
    [
        {"run_module": "app", "parse_argv": False},
        {"run_module": "app", "parse_argv": True},
        {"run_module": "app", "argv": ("app", "word")},
        {"run_module": "app", "profile": "isolated"},
        {"argv": ("python", "-O", "-c", "pass")},
        {"argv": ("-c", "word"), "parse_argv": False},
        {"argv": ()},
        {"argv": ("",)},
        {"argv": ("app",), "parse_argv": True},
        {"argv": ("app", "script.py"), "parse_argv": True},
        {"argv": ("app", ""), "profile": "isolated"},
    ],
)
def test_command_line_that_was_thought_of_is_let_be(fields: dict[str, object]) -> None:
    """Nothing is said where the config says whose the arguments are, or takes no program from elsewhere."""
    assert messages(RULES, **fields) == []


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("app",), 'takes the first item "app" away, behind which it expects the script; `sys.argv[0]` is ""'),
        (("app", "word"), 'takes the first item "app" away, and runs "word" as the script; `sys.argv[0]` is "word"'),
        (("app", ""), 'takes the first item "app" away, and runs "" as the script'),
        (("app", "-"), 'takes the first item "app" away, and runs the program from standard input'),
        (("app", "-v"), 'reads "-v" as options of its own'),
        (("app", "--"), 'reads "--" as options of its own'),
    ],
)
def test_command_line_without_a_program_is_not_what_it_says(argv: tuple[str, ...], words: str) -> None:
    """Where the profile alone has the command line parsed, the program's name goes, and options and a script do."""
    found = messages(RULES, argv=argv)

    assert any(words in message for message in found), found


# Programs


@pytest.mark.parametrize("name", ["app", "app.__main__", "my-app", "ünï.cödë", "tools.zip"])
def test_name_that_a_module_can_have_is_let_be(name: str) -> None:
    """What could be found is not judged."""
    assert findings_of(module(name)) == []


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("app.cli:main", "sys.exit(main())"),
        ("app:Cli.run", "from app import Cli; sys.exit(Cli.run())"),
        ("app.cli:", "joined by dots"),
        ("app.pyw", 'write "app"'),
        ("app\\cli", "dotted name"),
    ],
)
def test_hint_says_what_to_write(name: str, hint: str) -> None:
    """A name that can't be found is answered with what was probably meant."""
    (finding,) = findings_of(module(name))

    assert hint in (finding.hint or "")


def test_package_with_an_extension_module_inside_can_run() -> None:
    """The `__init__` of a package may be a shared library; `__main__.py` beside it runs."""
    package = call("dynamic_extension", name="app", path="/opt/lib/app/__init__.so")

    assert findings_of(module("app"), package) == []


@pytest.mark.parametrize(("output", "python", "expected"), [("rust", "3.10", []), ("rust", "3.11", ["bad-run-module"])])
def test_main_that_nothing_finds_is_no_obstacle(output: str, python: str, expected: list[str]) -> None:
    """A linked-in `app.__main__` hides the one in a file from CPython 3.11 only, unless there is a finder for it."""
    extension = call("static_extension", name="app.__main__", init="PyInit_main")
    oxidized = call("oxidized_importer", embedded=["packed.bin"], memory_mapped=[])

    assert [each.code for each in findings_of(module("app"), extension, output=output, python=python)] == expected
    assert findings_of(module("app"), extension, oxidized, output=output, python="3.10") != []
    assert findings_of(module("app"), extension, output="c", python="3.10") != []


@pytest.mark.parametrize(
    ("path", "target", "is_told"),
    [
        ("C:\\app\\main.py", WINDOWS, False),
        ("c:/app/main.py", WINDOWS, False),
        ("\\\\server\\app\\main.py", WINDOWS, False),
        ("C:main.py", WINDOWS, True),
        ("C:\\app\\main.py", LINUX.triple, True),
        ("$ORIGIN/main.py", LINUX.triple, False),
    ],
)
def test_relative_script_is_one_without_a_root(path: str, target: str, is_told: bool) -> None:
    """What is relative depends on the target."""
    found = messages(RULES, target=target, profile="isolated", run_filename=path)

    assert bool(found) is is_told


def test_folder_of_the_script_can_be_named_by_its_neighbour() -> None:
    """Where the first item lies in the folder of the script, that is what CPython puts on the path."""
    found = {
        first: messages(RULES, parse_argv=False, run_filename="/opt/app/main.py", argv=(first,))
        for first in ("/opt/app/prog", "/opt/prog", "prog")
    }

    assert [first for first, told in found.items() if told] == ["/opt/prog", "prog"]


@pytest.mark.parametrize("path", ["/opt/app", "/opt/app.zip", "/opt/app.pyz"])
def test_folders_and_zip_files_are_on_the_path_themselves(path: str) -> None:
    """Only beside a script in a file modules are missed."""
    assert messages(RULES, parse_argv=False, run_filename=path) == []


# Commands


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n  # A comment may be indented.\nx = 1",
        "  \fx = 1",
        "x = '\\d'; x is 1",
        "-" * 100_000 + "1",
        "x = " + "(" * 300 + ")" * 300,
    ],
)
def test_command_that_compiles_or_is_beyond_judgement_is_let_be(text: str) -> None:
    """Warnings of the compiler and nesting that is too deep are nothing to report."""
    found = messages(RULES, version="3.10", parse_argv=False, run_command=text)

    assert [message for message in found if "too many nested" not in message] == []


def test_newer_grammar_than_that_of_the_running_python_is_not_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a later CPython may know is let be there, and an error in those that the running Python knows."""
    text = "this is no grammar yet"
    monkeypatch.setattr(sys, "version_info", (3, 10, 0, "final", 0))

    assert [
        version
        for version in ("3.8", "3.10", "3.11", "3.14")
        if messages(RULES, version=version, parse_argv=False, run_command=text)
    ] == ["3.8", "3.10"]


def test_common_indentation_is_taken_out_from_314_on() -> None:
    """An indented text is an error before 3.14, and there only if it is no better without what its lines share."""
    even, uneven = "\n    x = 1\n    y = 2\n", "    x = 1\ny = 2\n"
    found = {
        (text, version): bool(messages(RULES, version=version, parse_argv=False, run_command=text))
        for text in (even, uneven)
        for version in ("3.13", "3.14")
    }

    assert [key for key, is_told in found.items() if not is_told] == [(even, "3.14")]
