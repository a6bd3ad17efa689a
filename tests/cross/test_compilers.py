"""
Generated C for other platforms: compiled without a warning for all, and linked for macOS.

What is compiled is all C that the configs in tests/golden give, with both outputs, as one source for each platform:
most of the time goes into Python.h.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from configlang.compiler import Job, Wanted, compile_config
from configlang.cpython.versions import Version
from configlang.schema.config import Config
from tests import seen
from tests.cross.platforms import (
    MINOR,
    PLATFORMS,
    Platform,
    frozen,
    require_cpython,
    require_headers,
    zig_cc,
)
from tests.golden.test_golden import RUNS
from tests.hosts import programs
from tests.hosts.test_c import BOTH

pytestmark = pytest.mark.thorough


@cache
def golden_configs() -> tuple[tuple[Path, Mapping[str, str]], ...]:
    """Return the configs in tests/golden, each with the variables that the first of its runs sets."""
    found: dict[Path, Mapping[str, str]] = {}
    for run in RUNS:
        if run.arguments[0] == "eval":
            path = run.folder / run.arguments[1]
            given = [word for flag, word in zip(run.arguments, run.arguments[1:], strict=False) if flag == "-D"]
            found.setdefault(path, dict(text.split("=", 1) for text in given))
    return tuple(found.items())


def write_golden(folder: Path, target: str, output: str) -> int:
    """
    Write `all.c`, which includes all C that an output gives for a target, and return how many files that is.

    What is not for the version of the headers, or not for a release build, stops at its own `#error`, and is left out.
    """
    includes = []
    for number, (path, variables) in enumerate(golden_configs()):
        name = f"golden_{number}_{path.stem.replace('-', '_')}"
        wanted = Wanted(output, str(folder / f"{name}.c"))
        job = Job(str(path), variables=variables, target=target, outputs=(output,))
        evaluation, (files,) = compile_config(job, [wanted])
        # Code for any version refuses those that lack something of it.
        if not files or Version(MINOR) not in evaluation.configs or evaluate_for_headers(job) is None:
            continue
        for file, contents in files.items():
            assert isinstance(contents, str)
            Path(file).write_text(contents, encoding="utf-8")
        includes.append(f'#include "{name}.c"\n')
    (folder / "all.c").write_text("".join(includes), encoding="utf-8")
    return len(includes)


def evaluate_for_headers(job: Job) -> Config | None:
    """Return the config of a job as it is for the version of the headers, None where it has errors there."""
    return compile_config(job._replace(python=MINOR))[0].config


@pytest.mark.parametrize("output", BOTH)
@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.target)
def test_golden_code_compiles_without_a_warning(platform: Platform, output: str, tmp_path: Path) -> None:
    """All C that the configs in tests/golden give for a platform passes its compiler with every warning as an error."""
    include, release = require_headers(platform)
    count = write_golden(tmp_path, platform.target, output)

    # Should goldens give no C some day, this must not pass by compiling nothing.
    assert count >= 25
    zig_cc(platform, "-isystem", include, "-c", "all.c", "-o", "all.o", folder=tmp_path)
    assert (tmp_path / "all.o").stat().st_size
    seen.record("compiled", output, release, platform.target)


@pytest.mark.parametrize("output", BOTH)
@pytest.mark.parametrize("platform", [each for each in PLATFORMS if each.is_linked], ids=lambda each: each.target)
def test_program_is_linked(platform: Platform, output: str, tmp_path: Path) -> None:
    """A whole program with generated code is linked with a platform's libpython, which has all that the code calls."""
    python = require_cpython(platform.target)
    programs.write_sources(
        tmp_path, {name: (config, output) for name, config in frozen(tmp_path, platform.target).items()}
    )
    zig_cc(
        platform,
        "-isystem",
        python.include,
        "main.c",
        "-o",
        "host",
        f"-L{python.library}",
        "-lpython3.14",
        folder=tmp_path,
    )

    assert (tmp_path / "host").read_bytes().startswith(b"\xcf\xfa\xed\xfe")
    seen.record("linked", output, python.full_version, platform.target)
