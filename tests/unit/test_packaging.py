"""What the wheel and the source distribution hold."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import attrs
import pytest

from configlang import __version__

ROOT = Path(__file__).parents[2]
LICENCES = {"LICENSE-APACHE", "LICENSE-MIT"}


@attrs.frozen(kw_only=True)
class Distributions:
    """The files of the two, with forward slashes, those of the sdist below its folder; and what an index shows."""

    wheel: frozenset[str]
    sdist: frozenset[str]
    readme: str


@pytest.fixture(scope="session")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Distributions:
    """Build the sdist from the checkout, and the wheel from that sdist."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT], check=True)
    with zipfile.ZipFile(folder / f"configlang-{__version__}-py3-none-any.whl") as wheel:
        wheel_names = frozenset(wheel.namelist())
        readme = wheel.read(f"configlang-{__version__}.dist-info/METADATA").decode("utf-8")
    top = f"configlang-{__version__}/"
    with tarfile.open(folder / f"configlang-{__version__}.tar.gz") as sdist:
        sdist_names = frozenset(member.name.removeprefix(top) for member in sdist if member.isfile())
    return Distributions(wheel=wheel_names, sdist=sdist_names, readme=readme)


def files_below(folder: str, pattern: str) -> set[str]:
    """Return the files of the checkout that match, relative to its root and with forward slashes."""
    return {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob(pattern)}


def test_both_hold_every_starlark_rule(distributions: Distributions) -> None:
    """Every file of stdlib_rules is in the sdist, and in the wheel inside the package."""
    rules = files_below("stdlib_rules", "*.bzl")

    assert "stdlib_rules/prelude.bzl" in rules
    assert rules == {name for name in distributions.sdist if name.startswith("stdlib_rules/")}
    assert {f"configlang/{rule}" for rule in rules} == {
        name for name in distributions.wheel if name.startswith("configlang/stdlib_rules/")
    }


def test_both_hold_every_module(distributions: Distributions) -> None:
    """Every Python module of the package is in both distributions."""
    modules = files_below("configlang", "*.py")

    assert modules == {name for name in distributions.wheel if name.endswith(".py")}
    assert modules <= distributions.sdist


def test_both_hold_every_template(distributions: Distributions) -> None:
    """Every file that `configlang new` makes a project of is in both distributions, hidden ones included."""
    templates = {name for name in files_below("configlang/scaffold/templates", "*") if (ROOT / name).is_file()}
    templates = {name for name in templates if "/__pycache__/" not in name}

    assert "configlang/scaffold/templates/cargo/.gitignore" in templates
    assert templates == {name for name in distributions.wheel if name.startswith("configlang/scaffold/templates/")}
    assert templates <= distributions.sdist


def test_both_hold_every_part_of_generated_files(distributions: Distributions) -> None:
    """Every file that outputs, the program of ``boot`` and a page of ``why`` are made from is in both."""
    folders = ("configlang/outputs/", "configlang/boot/", "configlang/why/")
    files = {name for folder in folders for name in files_below(folder, "*.*")}
    parts = {name for name in files if not name.endswith((".py", ".pyc"))}

    assert {
        "configlang/boot/parts/program.c",
        "configlang/outputs/host/c/parts/pyconfig/set.c",
        "configlang/outputs/host/rust/parts/check.rs",
        "configlang/why/parts/page.css",
        "configlang/why/parts/page.html",
        "configlang/why/parts/page.js",
    } <= parts
    assert parts == {name for name in distributions.wheel if name.startswith(folders) and not name.endswith(".py")}
    assert parts <= distributions.sdist


def test_both_say_that_the_package_is_typed(distributions: Distributions) -> None:
    """The marker of PEP 561 is in both distributions."""
    assert "configlang/py.typed" in distributions.wheel
    assert "configlang/py.typed" in distributions.sdist


def test_both_hold_the_licences(distributions: Distributions) -> None:
    """Both licence texts are in both distributions."""
    info = f"configlang-{__version__}.dist-info"

    assert {f"{info}/licenses/{name}" for name in LICENCES} <= distributions.wheel
    assert distributions.sdist >= LICENCES


def test_readme_of_a_package_index_links_to_the_repository(distributions: Distributions) -> None:
    """Where the README stands alone, each link and picture has a whole address."""
    links = re.findall(r"\]\(([^)\s]+)\)", distributions.readme)

    assert any(link.endswith("/blob/main/docs/tutorial/first-config.md") for link in links)
    assert any(link.endswith("/main/docs/pictures/pipeline.svg") for link in links)
    assert [] == [link for link in links if not link.startswith(("https://", "#"))]


def test_wheel_installs_the_package_and_nothing_else(distributions: Distributions) -> None:
    """The wheel puts nothing beside the package: no tests, no tools; shells, man and CMake find what is theirs."""
    data = f"configlang-{__version__}.data"
    expected = {"configlang", data, f"configlang-{__version__}.dist-info"}
    shared = {
        "share/bash-completion/completions/configlang",
        "share/cmake/Configlang/ConfiglangConfig.cmake",
        "share/cmake/Configlang/ConfiglangConfigVersion.cmake",
        "share/fish/vendor_completions.d/configlang.fish",
        "share/man/man1/configlang.1",
        "share/zsh/site-functions/_configlang",
    }

    assert expected == {name.split("/")[0] for name in distributions.wheel}
    assert {f"{data}/data/{path}" for path in shared} == {
        name for name in distributions.wheel if name.startswith(f"{data}/")
    }


def test_sdist_holds_the_project_and_nothing_else(distributions: Distributions) -> None:
    """The sdist holds what the project is made of, and nothing that a tool left in the checkout."""
    known = {
        *LICENCES,
        ".clang-format",
        ".gitignore",
        "CHANGELOG.md",
        "CITATION.cff",
        "CODE_OF_CONDUCT.md",
        "CONTRIBUTING.md",
        "PKG-INFO",
        "README.md",
        "SECURITY.md",
        "benchmarks",
        "configlang",
        "dev.py",
        "docs",
        "mkdocs.yml",
        "pyproject.toml",
        "stdlib_rules",
        "tests",
        "tools",
    }

    assert set() == {name.split("/")[0] for name in distributions.sdist} - known
    assert set() == {name for name in distributions.sdist if name.endswith((".pyc", ".so", ".o"))}
