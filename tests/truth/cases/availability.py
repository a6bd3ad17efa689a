"""Fields that a CPython or a platform lacks: there is no member, and nothing takes its place."""

from __future__ import annotations

import subprocess
from pathlib import Path

from configlang.findings.finding import Severity
from configlang.schema.table import ARGUMENTS
from tests.hosts.cpythons import CPython, compile_flags, require_tool
from tests.truth import configs
from tests.truth.claims import Case, Claim, Special, Unproven
from tests.truth.members import member, pre_member

CODE = "unavailable-field"
RUN_HEAD = "parse_argv = False, run_command = \"import sys; print('head', repr(sys.path[0]))\""
"""Tells of the head of the path: the working folder, which is written as nothing, or not."""


def is_no_member(python: CPython, folder: Path, text: str) -> bool:
    """Tell whether the headers of a CPython lack a member of a field that a config sets."""
    config = configs.in_folder(folder, text, python).interpreter
    fields = [field for name, field in ARGUMENTS.items() if field.c_members and getattr(config, name) is not None]
    members = [member.split(".") for field in fields if field.name != "profile" for member in field.c_members]
    lines = [f"(({struct} *)config)->{name} = 0;" for struct, name in members]
    source = folder / "members.c"
    source.write_text("#include <Python.h>\nvoid set(void *config) { " + " ".join(lines) + " }\n", encoding="utf-8")
    command: list[str | Path] = [require_tool("gcc"), "-fsyntax-only", *compile_flags(python), source]
    done = subprocess.run(command, env={"LC_ALL": "C"}, capture_output=True, text=True, check=False)
    assert (done.returncode == 0) is ("has no member named" not in done.stderr), done.stderr
    return done.returncode != 0


CLAIMS: tuple[Claim, ...] = (
    Case(
        code=CODE,
        name="effect",
        severity=Severity.ERROR,
        bad=f"interpreter(safe_path = True, {RUN_HEAD})",
        good=f"interpreter(isolated = True, {RUN_HEAD})",
        is_running=True,
        claim=lambda run: "head ''" in run.stdout,
        last="3.10",
    ),
    Special(
        code=CODE,
        name="member",
        bad="interpreter(cpu_count = 3)",
        good='interpreter(cpu_count = 3 if TARGET.python in ["3.13", "3.14"] else None)',
        happens=is_no_member,
        last="3.12",
    ),
    Special(
        code=CODE,
        name="old member",
        bad="interpreter(show_alloc_count = True)",
        good='interpreter(show_alloc_count = True if TARGET.python == "3.8" else None)',
        happens=is_no_member,
        first="3.9",
    ),
    Case(
        code=CODE,
        name="value",
        bad='interpreter(allocator = "mimalloc")',
        good='interpreter(allocator = "malloc")',
        claim=lambda run: pre_member(run, "allocator") == 0,
        last="3.12",
    ),
    Case(
        code=CODE,
        name="level",
        bad="interpreter(import_time = 2)",
        good='interpreter(import_time = 2 if TARGET.python == "3.14" else False)',
        claim=lambda run: member(run, "import_time") == 1,
        last="3.13",
    ),
    Special(
        code=CODE,
        name="platform",
        bad="interpreter(legacy_windows_stdio = True)",
        good="interpreter(buffered_stdio = True)",
        happens=is_no_member,
    ),
    Unproven(
        code="unknown-target",
        severity=Severity.WARNING,
        bad='compatible_with(targets = ["x86_64-unknown-linux-gnu", "aarch64-linux-gnu"])',
        good='compatible_with(targets = ["x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu"])',
        target="x86_64-unknown-linux-gnu",
        reason="names of Rust's targets, which no interpreter knows",
    ),
    Special(
        code=CODE,
        name="build",
        severity=Severity.ERROR,
        bad=(
            'compatible_with(builds = ["release"])\n'
            "interpreter(enable_gil = False if TARGET.version >= (3, 13) else None)"
        ),
        good='compatible_with(builds = ["release"])\ninterpreter(quiet = True)',
        happens=is_no_member,
        first="3.13",
    ),
    Unproven(
        code="beyond-known-versions",
        severity=Severity.INFO,
        bad='compatible_with(python = ">=3.8,<3.99")',
        good='compatible_with(python = ">=3.8,<3.16")',
        reason="what is known here, and no interpreter",
    ),
)
