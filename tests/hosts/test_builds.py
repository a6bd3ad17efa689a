"""
Debug builds of CPython, out of Debian's packages: what the checker says of them is asked of them.

No free-threaded build is to be had as a package; what is said of those was shown by hand (tests/truth/cases/gil.py).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from configlang import evaluate
from configlang.cli.main import main
from configlang.cpython.suffixes import suffixes
from configlang.cpython.targets import host_target
from configlang.cpython.versions import Version, parse_python
from configlang.outputs.table import BY_NAME
from configlang.schema.config import Config
from configlang.schema.table import ARGUMENTS
from tests.fetch_cpython.table import BUILDS, FETCHED
from tests.hosts import programs
from tests.hosts.bootable import differences
from tests.hosts.cargo import missing
from tests.hosts.cpythons import CPython, full_version_of
from tests.hosts.programs import Program
from tests.hosts.test_c import BOTH, CONFIGS

pytestmark = pytest.mark.thorough

NAMES = [name for each in BUILDS if parse_python(name := each.removeprefix("builds/"))]
"""Those of a version that configlang knows."""

HOSTS = [(name, output) for name in NAMES for output in BOTH if BY_NAME[output].extent.covers(Version(name))]
"""Each of them with every output for it."""

STARTED = ("origin", "fixed_argv", "modules", "attributes")
DEBUG = """
interpreter(profile = "isolated", utf8_mode = True, show_ref_count = True)
"""
OPTION = """
interpreter(profile = "isolated", utf8_mode = True, x_options = ["showrefcount"])
"""
QUIET = """
interpreter(profile = "isolated", utf8_mode = True)
"""
ALL = {**{name: CONFIGS[name] for name in STARTED}, "counting": DEBUG, "option": OPTION, "quiet": QUIET}


@cache
def require_build(name: str) -> CPython:
    """Return the CPython of a version with the letters of its build, or end the test where it was not fetched."""
    prefix = FETCHED / "builds" / name
    version = str(Version(name).bare)
    include = prefix / "include" / f"python{name}"
    release = full_version_of(include)
    if release is None:
        missing(f"needs a CPython {name} (python -m tests.fetch_cpython builds gets it)")
    return CPython(
        version=version,
        full_version=f"{release}{Version(name).build}",
        prefix=prefix,
        executable=prefix / "bin" / f"python{name}",
        include=include,
        library=prefix / "lib",
        is_shared=True,
    )


@pytest.fixture(scope="module")
def configs(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, Config]]:
    """Return a function that gives all the configs by name, as they are for a version."""
    folder = tmp_path_factory.mktemp("configs")

    @cache
    def for_version(name: str) -> dict[str, Config]:
        found = {}
        for each, text in ALL.items():
            (folder / f"{each}.bzl").write_text(text, encoding="utf-8")
            config = evaluate(folder / f"{each}.bzl", python=name).unchecked
            assert config is not None
            found[each] = config
        return found

    return for_version


Make = Callable[[str, str], Program]


@pytest.fixture(scope="module")
def make(configs: Callable[[str], dict[str, Config]], tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Return a function that builds, once, the program of a build and an output."""

    @cache
    def build(name: str, output: str) -> Program:
        folder = tmp_path_factory.mktemp(f"{output}-{name}")
        (folder / "lib" / "pack").mkdir(parents=True)
        (folder / "lib" / "pack" / "__init__.py").touch()
        return programs.build(
            folder, require_build(name), {each: (config, output) for each, config in configs(name).items()}
        )

    return build


@pytest.mark.parametrize(("name", "output"), HOSTS)
@pytest.mark.parametrize("case", STARTED)
def test_config_comes_up_as_said(
    make: Make, configs: Callable[[str], dict[str, Config]], name: str, output: str, case: str
) -> None:
    """Code for a debug build compiles with its headers, starts it, and every member reads back as the config says."""
    host = make(name, output)
    report = host.run(case, "an argument").came_up

    assert [] == differences(configs(name)[case], host.python.version, report, origin=str(host.executable.parent))


@pytest.mark.parametrize("name", NAMES)
def test_defaults_are_those_of_the_build(make: Make, name: str) -> None:
    """What a debug build puts into a member that no config sets is what the table says of it."""
    members = make(name, "c").run("quiet").came_up["configs"]["config"]
    own = {each: field for each, field in ARGUMENTS.items() if field.debug_default is not None}

    assert own
    for each, field in own.items():
        release, debug = (field.defaults_in(version)[1] for version in (Version(name).bare, Version(name)))
        assert release != debug == int(members[each]), each


@pytest.mark.parametrize("name", NAMES)
def test_references_are_counted(make: Make, name: str) -> None:
    """What release builds ignore acts there: the field and the option have the references counted at the end."""
    host = make(name, "c")
    told = {case: "refs, " in host.run(case).stderr for case in ("counting", "option", "quiet")}

    assert {"counting": True, "option": True, "quiet": False} == told


@pytest.mark.parametrize("name", NAMES)
def test_checker_tells_builds_apart(tmp_path: Path, name: str) -> None:
    """Of what acts in a debug build nothing is said there, and in the release build of the version it is."""
    found: dict[str, set[str]] = {}
    file = tmp_path / "app.bzl"
    for version in (name, str(Version(name).bare)):
        found[version] = set()
        for text in (DEBUG, OPTION):
            file.write_text(text, encoding="utf-8")
            found[version] |= {finding.code for finding in evaluate(file, python=version).findings}

    assert {"debug-build-only", "x-option-without-effect"} == found[str(Version(name).bare)] - found[name]
    assert not found[name] - found[str(Version(name).bare)]


@pytest.mark.parametrize("name", NAMES)
def test_suffixes_are_those_that_it_looks_for(make: Make, name: str) -> None:
    """A debug build looks for files with its own tag, and then for those of the release."""
    run = make(name, "c").run("quiet", code="import _imp; print(*_imp.extension_suffixes())")

    assert suffixes(Version(name), host_target()) == tuple(run.stdout.split())


@pytest.mark.parametrize("name", NAMES)
def test_boot_takes_it_as_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    """`configlang boot` finds the headers and the libpython of a debug build, checks for it, and starts it."""
    python = require_build(name)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "app.bzl").write_text(DEBUG.replace("utf8", f'home = "{python.prefix}", utf8'), encoding="utf-8")

    assert 0 == main(["boot", "app.bzl", "--python", str(python.executable), "--json"])
    boot: dict[str, Any] = json.loads(capfd.readouterr().out)["boots"][0]
    assert python.full_version == boot["python"]["full_version"]
    assert [] == boot["differences"]
