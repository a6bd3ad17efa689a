"""The tutorial about modules of one's own, gone through for each kind of host, by what its page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, blocks_of
from tests.hosts import cargo
from tests.hosts.cpythons import VERSIONS, require_cpython, require_tool
from tests.hosts.test_new import (
    LOCKS,
    _no_settings_of_the_developer,
    builder,
    cargo_project,
    configlang,
    make_arguments,
    new,
    pyo3_builder,
    run,
    succeeded,
)

__all__ = ["_no_settings_of_the_developer", "configlang"]

PAGE = ROOT / "docs" / "tutorial" / "own-modules.md"
SOURCE = "hello/extensions/answer.c"
ADDED = "answer: forty-two (built-in)"

pytestmark = pytest.mark.xdist_group("cargo")


def add_a_module(project: Path, host: str) -> None:
    """Do what the page says under "Add a module", in a project of a kind."""
    page = PAGE.read_text(encoding="utf-8")
    source = next(block.text for block in blocks_of(PAGE) if block.title == SOURCE)
    (project / "extensions" / "answer.c").write_text(source, encoding="utf-8")

    config = project / "app.bzl"
    config.write_text(config.read_text("utf-8") + '\nstatic_extension("answer")\n', encoding="utf-8")

    row = re.search(rf"\| `{host}` \| `([\w.]+)` \| `(.*)` \|", page)
    assert row is not None
    build = project / row[1]
    beside = row[2].replace("answer", "speedups")
    text = build.read_text(encoding="utf-8")
    assert text.count(beside) == 1
    separator = ", " if beside.startswith('"') else " "
    build.write_text(text.replace(beside, f"{beside}{separator}{row[2]}"), encoding="utf-8")

    program = next((project / "lib").glob("*/__main__.py"))
    text = program.read_text(encoding="utf-8")
    text = text.replace("import _speedups\n", "import _speedups\nimport answer\n")
    program.write_text(re.sub(r"for module in \((.*)\):", r"for module in (\1, answer):", text), encoding="utf-8")


def test_page_is_about_every_kind_of_host() -> None:
    """Each table of the page has a row for every kind."""
    page = PAGE.read_text(encoding="utf-8")
    for host in ("pyembed", "pyo3", "c", "cmake"):
        assert page.count(f"| `{host}` |") == 2, host


def test_module_is_added_to_a_c_project(configlang: Path, tmp_path: Path) -> None:
    """With make, the program has the new module after the three lines of the page."""
    project = new(tmp_path / "hello", "c")
    make = make_arguments(project, require_cpython(VERSIONS[-1]))
    add_a_module(project, "c")
    assert ADDED in succeeded(run(*make, "run", CONFIGLANG=configlang)).splitlines()
    assert "answer" in (project / "generated" / "python_config.c").read_text("utf-8")


@pytest.mark.thorough
def test_module_is_added_to_a_cmake_project(configlang: Path, tmp_path: Path) -> None:
    """With CMake likewise."""
    project = new(tmp_path / "hello", "cmake")
    cmake = require_tool("cmake")
    executable = require_cpython(VERSIONS[-1]).executable or cargo.missing("needs an interpreter to ask")
    add_a_module(project, "cmake")
    options = (f"-DPython3_EXECUTABLE={executable}", f"-DCONFIGLANG={configlang}")
    succeeded(run(cmake, "-S", project, "-B", project / "build", *options))
    assert ADDED in succeeded(run(cmake, "--build", project / "build", "--target", "run")).splitlines()


@pytest.mark.thorough
@pytest.mark.parametrize("host", sorted(LOCKS))
def test_module_is_added_to_a_cargo_project(host: str, configlang: Path) -> None:
    """With cargo likewise, on both kinds of host in Rust."""
    if host == "pyo3":
        python, build = pyo3_builder(VERSIONS[-1], configlang)
    else:
        python = cargo.require_cpython(cargo.BOOTABLE[-1])
        build = builder(python, {"CONFIGLANG": configlang})
    project = cargo_project(host, python, "taught")
    add_a_module(project, host)
    assert ADDED in succeeded(build(command="run", folder=project)).splitlines()
