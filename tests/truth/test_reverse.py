"""
The checker as a whole against real interpreters, by random configs: what it lets pass works, what it refuses does not.

The configs are drawn from every field with values that people write, good and bad, and nothing keeps contradictions
apart. For each CPython, a config without any finding must start and read back every member as it says. One with an
error must misbehave in at least one of the versions that the error names.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import Any

import attrs
import pytest
from hypothesis import strategies as st

from configlang.check.engine import problems
from configlang.cpython.targets import host_target
from configlang.cpython.versions import Version
from configlang.findings.finding import Severity
from configlang.outputs.table import BY_NAME
from configlang.schema.config import Config, FilesystemImporter, StaticExtension
from configlang.schema.interpreter import InterpreterConfig
from tests.hosts import programs
from tests.hosts.bootable import BOOTABLE_FIELDS, EVERY_VERSION, VALUES, differences
from tests.hosts.cpythons import VERSIONS, require_cpython
from tests.hosts.programs import Program
from tests.hosts.test_literals import draw
from tests.truth.test_argv import TAILS as ARGV_TAILS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")

DRAWN = 60
"""How many configs are started on each CPython."""

WILD: dict[str, st.SearchStrategy[Any]] = {
    "argv": st.sampled_from(("app", "")).flatmap(
        lambda name: st.sampled_from(ARGV_TAILS).map(lambda tail: (name, *tail)),
    )
    | st.just(()),
    "filesystem_encoding": st.sampled_from(("utf-8", "latin-1", "no-such-encoding")),
    "filesystem_errors": st.sampled_from(("strict", "surrogateescape", "surrogatepass", "ignore", "no-such-handler")),
    "int_max_str_digits": st.sampled_from((0, 1, 639, 640)),
    "perf_profiling": st.sampled_from((0, 1)),
    "cpu_count": st.sampled_from((0, 2)),
    "prefix": st.sampled_from(("/opt/app", "/usr")),
    "run_command": st.sampled_from(("pass", "x = ", "match 1:\n case 1: pass", "  pass")),
    "run_module": st.sampled_from(("this", "app.py", "app:main", "")),
    "run_filename": st.sampled_from(("/nowhere/app.py", "app.py")),
    "stdio_encoding": st.sampled_from(("utf-8", "no-such-encoding", "utf-8:strict")),
    "stdio_errors": st.sampled_from(("strict", "no-such-handler")),
    "warn_default_encoding": st.booleans(),
    "warn_options": st.sampled_from((("error",), ("-Werror",), ("error,ignore::X",), ())),
    "x_options": st.sampled_from((("dev",), ("utf8",), ("importtime",), ("a=b",))),
}
"""What is drawn for some fields beside, or in the place of, what can be started."""

PLAIN = {field.name: VALUES[field.name] for field in BOOTABLE_FIELDS if field.name in VALUES}
FLAGS = {field.name: st.booleans() for field in BOOTABLE_FIELDS if field.kind.name == "BOOL"}


@st.composite
def wild_interpreters(draw_value: st.DrawFn) -> InterpreterConfig:
    """Return interpreter configs with few fields set, so that each of them counts."""
    choices = {**PLAIN, **FLAGS, **WILD}
    names = draw_value(st.lists(st.sampled_from(sorted(choices)), min_size=1, max_size=6, unique=True))
    values = {name: draw_value(choices[name]) for name in names}
    return InterpreterConfig(profile=draw_value(st.sampled_from(("python", "isolated"))), **values)


def wild_configs() -> st.SearchStrategy[Config]:
    """Return whole configs."""
    extension = StaticExtension(name="fast", init="PyInit_multi")
    return st.builds(
        Config,
        target=st.just(host_target()),
        interpreter=wild_interpreters(),
        static_extensions=st.sampled_from(((), (extension,), (attrs.evolve(extension, name="json"),))),
        filesystem_importer=st.sampled_from(
            (None, None, FilesystemImporter(paths=()), FilesystemImporter(enabled=False))
        ),
        compatible_with=st.just(EVERY_VERSION),
    )


@cache
def drawn() -> tuple[Config, ...]:
    """Return the configs of a run."""
    return tuple(draw(wild_configs(), DRAWN))


@pytest.fixture(scope="module")
def hosts(tmp_path_factory: pytest.TempPathFactory) -> dict[Version, Program]:
    """Return a program for each CPython with all the configs."""
    cases = {f"case_{index}": (config, "c") for index, config in enumerate(drawn())}
    found = {}
    for version in VERSIONS:
        python = require_cpython(version)
        found[Version(version)] = programs.build(tmp_path_factory.mktemp(f"reverse-{version}"), python, cases)
    return found


def untrue(config: Config, host: Program, case: str) -> list[str]:
    """Start a config, and return what shows that it does not do as it says: nothing where it does."""
    run = host.run(case, argv=False)
    if run.code != 0 or run.report is None:
        return [f"exit {run.code}: {run.stderr[-300:]}"]
    return differences(config, host.python.version, run.report, origin=host.origin)


def test_what_passes_works(hosts: dict[Version, Program]) -> None:
    """A config without errors or warnings for a version starts there and comes up as it says."""
    wrong, count = [], 0
    for index, config in enumerate(drawn()):
        found = problems(config, BY_NAME["c"])
        for version, host in hosts.items():
            here = [problem for problem, holding in found.items() if version in holding]
            if any(problem.weight is not Severity.INFO for problem in here):
                continue
            count += 1
            if told := untrue(config, host, f"case_{index}"):
                wrong.append((version, told, config.interpreter, config.filesystem_importer))
    assert wrong == []
    assert count > 0


def test_what_is_refused_does_not_work(hosts: dict[Version, Program]) -> None:
    """A config with an error misbehaves in at least one of the versions that the error names."""
    innocent, count = [], 0
    for index, config in enumerate(drawn()):
        for problem, holding in problems(config, BY_NAME["c"]).items():
            if not problem.is_error or not set(holding) & set(hosts):
                continue
            count += 1
            if not any(misbehaves(config, hosts[version], f"case_{index}") for version in holding if version in hosts):
                innocent.append((problem.code, problem.message, config.interpreter))
    assert innocent == []
    assert count > 0


def misbehaves(config: Config, host: Program, case: str) -> bool:
    """Tell whether a config does not do as it says: at the start, read back, or when what it says is run."""
    if untrue(config, host, case):
        return True
    run = host.run(case, argv=False, environment={"RUN": "1"}, timeout=30)
    if run.code != 0:
        return True
    # A module of the standard library that a linked-in one hides; several programs of which one runs.
    names = {extension.name for extension in config.static_extensions}
    return bool(names & {"json"}) or sum(value is not None for value in _runs(config)) > 1


def _runs(config: Config) -> tuple[object, ...]:
    interpreter = config.interpreter
    return interpreter.run_command, interpreter.run_module, interpreter.run_filename


def test_draws_are_of_both_kinds() -> None:
    """The draws hold configs that pass and configs that are refused, so that both laws are tried."""
    refused = [config for config in drawn() if any(problem.is_error for problem in problems(config, BY_NAME["c"]))]

    assert 0 < len(refused) < len(drawn())
