"""What comes of a command line in `sys.argv`: CPython, what configlang takes for true, and what it says agree."""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path
from typing import Any, Literal

import pytest

from configlang.boot.compare import meant_argv
from configlang.check.engine import problems
from configlang.cpython.command_line import Program, arriving
from configlang.cpython.command_line import parse as parse_line
from configlang.cpython.targets import host_target
from configlang.cpython.versions import PYTHON_VERSIONS, Version
from configlang.outputs.table import BY_NAME
from configlang.schema.config import Config
from configlang.schema.interpreter import InterpreterConfig
from tests.hosts import programs
from tests.hosts.bootable import EVERY_VERSION
from tests.hosts.cpythons import CPython

TAILS: tuple[tuple[str, ...], ...] = (
    (),
    ("",),
    ("word",),
    ("word", "-O"),
    ("", "word"),
    ("-",),
    ("-", "word"),
    ("--",),
    ("--", "-q"),
    ("--", "--", "word"),
    ("-q",),
    ("-q", "--", "word"),
    ("-c", "pass"),
    ("-cpass", "word"),
    ("-m", "this", "-q"),
    ("-W", "ignore", "word"),
    ("-Xa=b",),
    ("/nowhere/app.py", "word"),
    ("--version",),
    ("--mine", "word"),
)
"""What may stand behind the name of a program."""

PROGRAMS: dict[str, dict[str, Any]] = {
    "nothing": {},
    "command": {"run_command": "pass"},
    "module": {"run_module": "this"},
    "file": {"run_filename": "/nowhere/app.py"},
}


def program_of(config: Config) -> Program:
    """Return the program of a config as the reading of its command line has it."""
    interpreter = config.interpreter
    values = {name: getattr(interpreter, name) for name in ("run_command", "run_module", "run_filename")}
    field = next((name for name, value in values.items() if value is not None), None)
    text = None if field is None else values[field]
    return Program(field=field, text=text, is_asked=interpreter.parse_argv is not None)


@pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")
def test_cpython_makes_of_it_what_is_said(python: CPython, tmp_path: Path) -> None:
    """Each form of a command line, parsed or not, comes up as the reading of it says, or ends in the same way."""
    configs = {
        f"{profile}_{parse}_{name}": Config(
            target=host_target(),
            interpreter=InterpreterConfig(profile=profile, parse_argv=parse, utf8_mode=True, **values),
        )
        for profile, parse, (name, values) in product(("python", "isolated"), (True, False), PROGRAMS.items())
    }
    host = programs.build(tmp_path, python, {name: (config, "c") for name, config in configs.items()})
    wrong = []
    for (name, config), tail in product(configs.items(), TAILS):
        argv = (name, *tail)
        wanted = arriving(argv, program_of(config), Version(python.version)) if config.interpreter.parse_argv else argv
        run = host.run(name, *tail)
        got = tuple(run.report["argv"]) if run.report is not None else run.code
        if got != (wanted if wanted is not None else 100 if tail == ("--version",) else 102):
            wrong.append((argv, wanted, got))

    assert wrong == []


@pytest.mark.parametrize("profile", ["python", "isolated"])
@pytest.mark.parametrize("parse", [None, True, False])
@pytest.mark.parametrize("values", PROGRAMS.values(), ids=PROGRAMS)
def test_the_rule_speaks_where_a_boot_differs(
    profile: Literal["python", "isolated"], *, parse: bool | None, values: dict[str, Any]
) -> None:
    """A finding of `argv` is there exactly where a boot differs, nothing starts, or another program is named."""
    is_parsed = parse if parse is not None else profile == "python"
    wrong = []
    for argv in [(), *((name, *tail) for name, tail in product(("app", ""), TAILS))]:
        config = Config(
            target=host_target(),
            interpreter=InterpreterConfig(profile=profile, parse_argv=parse, argv=argv, **values),
            compatible_with=EVERY_VERSION,
        )
        told = {
            version
            for problem, held in problems(config, BY_NAME["c"]).items()
            if problem.code == "argv-changed"
            for version in held
        }
        for version in PYTHON_VERSIONS:
            got = arriving(argv, program_of(config), version) if is_parsed else argv or ("",)
            differs = got != meant_argv(config, argv, version, is_parsed=is_parsed)
            # Of two programs one does not run, be `sys.argv` the same.
            has_two = is_parsed and bool(values) and bool(argv) and parse_line(argv, version).runs is not None
            if (differs or has_two) is not (version in told):
                wrong.append((argv, str(version), differs))

    assert wrong == []
