"""Several configs in one process, where no interpreter has to prove it: order, versions, targets, outputs, places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import configlang
from configlang import Evaluation, Finding
from configlang.check.process.configs import Start, check_process
from configlang.check.process.memory import DEFAULT, allocators_of, is_deadly
from configlang.cli.main import main
from configlang.cpython.targets import Target
from configlang.cpython.versions import PYTHON_VERSIONS, Version, show_versions, to_python
from configlang.outputs.table import BY_NAME
from configlang.schema.freeze import freeze
from configlang.schema.interpreter import InterpreterConfig
from configlang.schema.origins import Declaration
from tests.unit.test_freeze import LINUX, WINDOWS, call

Found = list[tuple[str, str]]

PLAIN = (call("interpreter", profile="isolated", utf8_mode=True),)
CLASH, FOREIGN = "process-clash", "process-foreign-module"


def module(name: str, init: str | None = None) -> Declaration:
    """Return a module that is linked in."""
    return call("static_extension", name=name, init=init or f"init_{name.replace('.', '_')}")


def starts(*configs: tuple[Declaration, ...], target: Target = LINUX, python: str | None = None) -> list[Start]:
    """Return the starts of configs, whose files are called by their number; a config that is there twice is one."""
    made = []
    for calls in configs:
        frozen = freeze(calls, target, to_python(python))
        assert frozen.config is not None, frozen.findings
        made.append(Start(config=frozen.config, origins=frozen.origins, file=f"{configs.index(calls)}.bzl"))
    return made


def findings_of(*configs: tuple[Declaration, ...], output: str = "c", python: str | None = None) -> list[Finding]:
    """Return what is found, without what is always said of such a process."""
    found = check_process(starts(*configs, python=python), BY_NAME[output])
    return [each for each in found if each.code not in {"process-one-interpreter", "process-sub-interpreters"}]


def found(*configs: tuple[Declaration, ...], output: str = "c", python: str | None = "3.12") -> Found:
    """Return the code and the severity of each finding, sorted."""
    return sorted((each.code, each.severity.value) for each in findings_of(*configs, output=output, python=python))


# The table


def meeting(finding: Finding) -> str:
    """Return the part of a message that says who finds what of whom."""
    return finding.message.removeprefix("the interpreter of ").partition(" too,")[0]


def test_order_of_starts_counts() -> None:
    """A module can be imported in later configs, and not in earlier ones; a config may come back."""
    one, other = (*PLAIN, module("one")), (*PLAIN, module("other"))

    assert ["`1.bzl` finds `one` of `0.bzl`"] == list(map(meeting, findings_of(one, other)))
    assert ["`1.bzl` finds `one` of `0.bzl`", "`0.bzl` finds `other` of `1.bzl`"] == list(
        map(meeting, findings_of(one, other, one))
    )


@pytest.mark.parametrize("output", ["rust", "rust-expr", "yaml"])
def test_pyembed_has_no_clashes(output: str) -> None:
    """The table is made anew there, so that neither another function nor a foreign module is worth a word."""
    assert [] == found((*PLAIN, module("one")), (*PLAIN, module("one", "init_two")), PLAIN, output=output)


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("c", [(CLASH, "error")]),
        ("rust-ffi", [(CLASH, "error"), ("process-pyo3", "warning")]),
        ("json", [(CLASH, "warning")]),
    ],
)
def test_clash_of_outputs(output: str, expected: Found) -> None:
    """Generated code refuses to start; another program gets one of the two modules."""
    assert expected == found((*PLAIN, module("one")), (*PLAIN, module("one", "init_two")), output=output)


def test_clash_stands_at_the_function() -> None:
    """The place is the function of the second, or its name where the function follows from that, and the first's."""
    first, second = (*PLAIN, module("one", "PyInit_one")), (*PLAIN, module("one", "init_two"))
    forth, back = findings_of(first, second), findings_of(second, first)

    assert [(each.span.file, each.related[0].span.file) for each in forth if each.span] == [("init", "name")]
    assert [(each.span.file, each.related[0].span.file) for each in back if each.span] == [("name", "init")]


@pytest.mark.parametrize("field", ["run_command", "run_module", "run_filename"])
def test_run_ends_what_is_foreign(field: str) -> None:
    """A config that says what runs ends with it, and leaves nothing in the table but on 3.8, where nothing goes on."""
    running = (call("interpreter", 0, profile="isolated", utf8_mode=True, **{field: "app"}), module("one"))
    other = (*PLAIN, module("one", "init_two"))

    assert [] == found(running, other)
    assert [("process-once", "error")] == found(running, other, python="3.8")
    assert [(CLASH, "error")] == found(other, running, python="3.8")


def test_shared_library_behind_a_linked_in_module() -> None:
    """A shared library that the second config declares is never loaded where the first links its name in."""
    library = (*PLAIN, call("dynamic_extension", name="one", path="$ORIGIN/one.so"))
    inner = (*PLAIN, call("dynamic_extension", name="one.inner", path="$ORIGIN/one/inner.so"))

    assert [(FOREIGN, "error")] == found((*PLAIN, module("one")), library)
    assert [(FOREIGN, "warning")] == found((*PLAIN, module("one")), inner)
    assert [] == found(library, (*PLAIN, module("other")))


@pytest.mark.parametrize(("python", "expected"), [("3.10", []), ("3.11", [(FOREIGN, "info")])])
def test_dotted_names_in_a_config_without_the_finder(python: str, expected: Found) -> None:
    """Up to 3.10 a module inside of a package is foreign only to configs that have such modules too."""
    dotted = (*PLAIN, module("pack.one"))

    assert expected == found(dotted, PLAIN, python=python)
    assert [(FOREIGN, "info")] == found(dotted, (*PLAIN, module("pack.two")), python=python)


def test_library_that_is_linked_in() -> None:
    """The standard library's own module in C under its own name hides nothing."""
    assert [(FOREIGN, "info")] == found((*PLAIN, module("_json", "PyInit__json")), PLAIN)
    assert [(FOREIGN, "warning")] == found((*PLAIN, module("_json")), PLAIN)


# One CPython


def test_versions_in_common() -> None:
    """Configs with a version in common are fine; the first that shares none with those before it is to blame."""
    old, middle, new = (
        (*PLAIN, call("compatible_with", line=line, python=text))
        for line, text in enumerate(("<3.10", ">=3.9,<3.12", ">=3.10"))
    )
    (finding,) = findings_of(old, middle, PLAIN, new)

    assert [] == findings_of(old, middle, PLAIN)
    assert finding.code == "process-no-common-python"
    assert f"`3.bzl` (3.10-{PYTHON_VERSIONS[-1]}) and `0.bzl` and `1.bzl` (3.9)" in finding.message
    assert [each.message for each in finding.related] == [
        "`0.bzl` is meant for 3.8-3.9",
        "`1.bzl` is meant for 3.9-3.11",
    ]


def test_output_narrows_versions() -> None:
    """A version that the output can't serve is none in common."""
    configs = [(*PLAIN, call("compatible_with", python=text)) for text in ("==3.11,<3.14", ">=3.12")]

    assert [("process-no-common-python", "error")] == found(*configs, python=None)
    # That the second has no version at all there is found without the first.
    assert [] == found(*configs, python=None, output="rust")


def test_targets_in_common() -> None:
    """Configs that were evaluated for several targets are no configs of one process."""
    mixed = [*starts(PLAIN), *starts(PLAIN, target=WINDOWS)]

    assert ["process-no-common-python"] == [each.code for each in check_process(mixed, BY_NAME["c"])]


# Allocators


@pytest.mark.parametrize(
    ("first", "second", "deadly"),
    [
        ("malloc", None, ""),
        ("malloc", "default", ""),
        ("malloc", "debug", "3.8-3.11"),
        (None, "malloc", "3.8-3.11"),
        (None, "py-malloc", ""),
        (None, "debug", "3.8-3.11, 3.13-3.14"),
        ("debug", None, ""),
        ("debug", "py-malloc-debug", ""),
        ("debug", "default", "3.8-3.11"),
        ("malloc-debug", "malloc", "3.8-3.11"),
    ],
)
def test_switches_of_allocators(first: str | None, second: str | None, deadly: str) -> None:
    """A switch is deadly in those versions in which all pairs were started: see tests/hosts/test_process.py."""
    one, other = (InterpreterConfig(allocator=value) for value in (first, second))  # type: ignore[arg-type]
    versions = []
    for version in (Version.of(minor) for minor in range(8, 15)):
        held = allocators_of(one, DEFAULT, version)
        if is_deadly(held, allocators_of(other, held, version), version):
            versions.append(version)

    assert show_versions(versions) == deadly


def test_allocator_is_set_two_starts_before() -> None:
    """Up to 3.11 a config that sets none passes the allocators on, and the one that has set them is pointed at."""
    malloc, debug = (
        (call("interpreter", profile="isolated", allocator=name, line=line),)
        for line, name in enumerate(("malloc", "debug"))
    )
    (finding,) = findings_of(malloc, PLAIN, debug, python="3.11")

    assert "`2.bzl` does not take memory from where `0.bzl`" in finding.message
    assert [each.span.start.line for each in finding.related] == [0]


# What works once


def test_generated_rust_starts_once() -> None:
    """The same module can't start twice; another one can, and PyO3 does not bear it."""
    other = (*PLAIN, module("one"))

    assert [("process-once", "error")] == found(PLAIN, PLAIN, output="rust-ffi")
    assert [("process-pyo3", "warning")] == found(PLAIN, other, output="rust-ffi")
    assert [] == found(PLAIN, PLAIN, output="c")


def test_pyo3_is_told_by_the_path() -> None:
    """With pyembed, one Rust path in two configs is a warning under whatever name, and a symbol is none."""
    path = "crate::one::init"

    assert [("process-pyo3", "warning")] == found(
        (*PLAIN, module("one", path)), (*PLAIN, module("two", path)), output="rust"
    )
    assert [] == found((*PLAIN, module("one", path)), (*PLAIN, module("one", "crate::two::init")), output="rust")
    assert [] == found((*PLAIN, module("one")), (*PLAIN, module("one")), output="rust")


# The command and the API


@pytest.fixture
def evaluated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Evaluation]:
    """Return a function that writes a config to a file of the working folder and evaluates it for C."""
    monkeypatch.chdir(tmp_path)

    def evaluate(name: str, text: str) -> Evaluation:
        Path(name).write_text(text, encoding="utf-8")
        return configlang.evaluate(name, python="3.12", outputs=("c",))

    return evaluate


ONE = 'static_extension("one", init = "init_one")\n'
TWO = 'static_extension("one", init = "init_two")\n'


def test_python_api(evaluated: Callable[..., Evaluation]) -> None:
    """`check_process` takes evaluations, and says nothing where there is no process or a config is missing."""
    one, two = evaluated("one.bzl", ONE), evaluated("two.bzl", TWO)
    wrong = evaluated("wrong.bzl", "interpreter(hash_seed = -1)")

    assert [CLASH] == [each.code for each in configlang.check_process((one, two), output="c") if each.is_error]
    assert () == configlang.check_process((one,), output="c")
    assert () == configlang.check_process((), output="c")
    assert () == configlang.check_process((one, two, wrong), output="c")


def test_comment_silences_what_is_no_error(evaluated: Callable[..., Evaluation]) -> None:
    """A comment in a file silences what is found there, and is nothing to complain of in a check without the others."""
    one = evaluated("one.bzl", ONE)
    quiet = evaluated("quiet.bzl", "# configlang: disable=process-foreign-module\ninterpreter(utf8_mode = True)\n")
    loud = evaluated("loud.bzl", "interpreter(utf8_mode = True)\n")

    assert () == quiet.findings
    assert FOREIGN in {each.code for each in configlang.check_process((one, loud), output="c")}
    assert FOREIGN not in {each.code for each in configlang.check_process((one, quiet), output="c")}


def test_command(evaluated: Callable[..., Evaluation], capfd: pytest.CaptureFixture[str]) -> None:
    """`--process` adds what the files mean for each other; without it, each is checked alone."""
    evaluated("one.bzl", ONE)
    evaluated("two.bzl", TWO)
    command = ["check", "one.bzl", "two.bzl", "--format", "c"]

    assert main(command) == 0
    assert CLASH not in capfd.readouterr().err
    assert main([*command, "--process"]) == 1
    assert f"two.bzl:1:32: error[{CLASH}]: `one`: `one.bzl` has left" in capfd.readouterr().err


def test_command_starts_one_file_twice(evaluated: Callable[..., Evaluation], capfd: pytest.CaptureFixture[str]) -> None:
    """One file alone is started twice, as one that is given twice; what it prints and has itself is said once."""
    evaluated("one.bzl", "print('once')\ninterpreter(utf8_mode = False, configure_locale = False)\n")

    assert main(["check", "one.bzl", "--process", "--format", "c"]) == 0
    alone = capfd.readouterr().err
    assert main(["check", "one.bzl", "one.bzl", "--process", "--format", "c"]) == 0
    assert capfd.readouterr().err == alone
    assert alone.count("once") == 1
    assert alone.count("a second start is refused") == 1


def test_command_stops_at_mistakes(evaluated: Callable[..., Evaluation], capfd: pytest.CaptureFixture[str]) -> None:
    """Where a file has no config, its mistakes are reported and nothing is said of the process."""
    evaluated("one.bzl", ONE)
    evaluated("wrong.bzl", "interpreter(hash_seed = -1)\n")

    assert main(["check", "one.bzl", "wrong.bzl", "--process", "--message-format", "json", "--format", "c"]) == 1
    assert "process-" not in capfd.readouterr().err
