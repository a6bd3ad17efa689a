"""
Configs come alive on Windows: generated C is built with MinGW-w64 for CPython 3.9 to 3.14, and started under Wine.

The oldest and the newest start all configs that tests/hosts/test_c.py starts on Linux, those between some of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import attrs
import pytest

from configlang import evaluate
from configlang.cpython.stdlib import built_in
from configlang.cpython.versions import Version
from configlang.outputs.host.plan import plan
from configlang.schema.config import Config
from tests.hosts.bootable import bootable_configs, differences
from tests.hosts.programs import Program
from tests.hosts.test_c import BOTH, CONFIGS
from tests.hosts.test_literals import draw
from tests.windows import hosts, wine
from tests.windows.forms import as_posix
from tests.windows.hosts import NEWEST, OLDEST, TARGET, VERSIONS

pytestmark = pytest.mark.thorough

RANDOM = 20
"""How many random configs are started on the newest CPython, with each output."""

FAILING = {
    "no_library": "encod",
    "values_needed": "the host must pass a value",
    "builtin_clash": "time: Python has a built-in module of this name already",
}
"""The configs that must not start, with a text of the status."""

EVERYWHERE = ("origin", "fixed_argv", "appended", "modules", "attributes", "variables", "early_variables")
"""The configs that the versions between start too."""

CASES = [
    *(
        (version, "c", name)
        for version in VERSIONS
        for name in (CONFIGS if version in {OLDEST, NEWEST} else EVERYWHERE)
    ),
    *((NEWEST, "c-initconfig", name) for name in CONFIGS),
]


REFUSED = re.compile(r'[<>:"|?*\x00-\x1f]')
"""What no path of Windows may have; nor does one end with a space or a dot."""

NAMES_OF_FILES = ("executable", "program_name", "base_executable", "run_filename")
"""The fields that CPython takes for the names of files at the start, which ends where they can't be such."""


@cache
def random_configs() -> tuple[Config, ...]:
    """Return the random configs."""
    return tuple(_for_windows(config) for config in draw(bootable_configs(), RANDOM))


def _for_windows(config: Config) -> Config:
    """Return a config for the target, with a program and a script that can be there."""
    texts = {name: getattr(config.interpreter, name) for name in NAMES_OF_FILES}
    kept: dict[str, Any] = {
        name: REFUSED.sub("_", text).rstrip(" .") or "_" for name, text in texts.items() if text is not None
    }
    return attrs.evolve(config, target=TARGET, interpreter=attrs.evolve(config.interpreter, **kept))


@pytest.fixture(scope="module")
def configs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Config]:
    """Return all the configs by name."""
    folder = tmp_path_factory.mktemp("configs")
    found = {}
    for name, text in CONFIGS.items():
        (folder / f"{name}.bzl").write_text(text, encoding="utf-8")
        config = evaluate(folder / f"{name}.bzl", target=TARGET).unchecked
        assert config is not None
        found[name] = config
    return {**found, **{f"random_{index}": config for index, config in enumerate(random_configs())}}


Make = Callable[[str, str], Program]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory, configs: dict[str, Config]) -> Make:
    """Return a function that builds, once, the program of a CPython version and an output."""

    @cache
    def build(version: str, output: str) -> Program:
        folder = tmp_path_factory.mktemp(f"{output}-{version}")
        (folder / "lib" / "pack").mkdir(parents=True)
        (folder / "lib" / "pack" / "__init__.py").touch()
        python = hosts.require_cpython(version)
        return hosts.build(folder, python, {name: (config, output) for name, config in configs.items()})

    return build


@pytest.mark.parametrize(("version", "output", "name"), CASES)
def test_config_comes_up_as_said(make: Make, configs: dict[str, Config], version: str, output: str, name: str) -> None:
    """Each config starts, and every member of both structs reads back as the config says it; or it must not start."""
    host = make(version, output)
    run = host.run(name, "an argument", "ß\U0001f40d", environment={"HOST_WIDE": "1"})
    if name in FAILING:
        assert run.code == 101
        assert FAILING[name] in run.stderr
    else:
        # The home is the host's.
        interpreter = attrs.evolve(configs[name].interpreter, home=None)
        config = attrs.evolve(configs[name], interpreter=interpreter)
        origin = plan(config).fixed_origin or host.origin
        assert [] == differences(config, version, run.came_up, origin=origin)


@pytest.mark.parametrize("output", BOTH)
def test_random_configs_come_up_as_said(make: Make, configs: dict[str, Config], output: str) -> None:
    """Each random config starts on the newest, and every member of both structs reads back as the config says it."""
    host = make(NEWEST, output)
    wrong = {}
    for name, config in configs.items():
        if name.startswith("random_"):
            report = host.run(name, "an argument", argv=not config.interpreter.parse_argv).came_up
            if found := differences(config, NEWEST, report, origin=host.origin):
                wrong[name] = (found, config.interpreter)
    assert wrong == {}


@pytest.mark.parametrize(("version", "output"), [*((version, "c") for version in VERSIONS), (NEWEST, "c-initconfig")])
def test_variables_reach_python_itself(make: Make, version: str, output: str) -> None:
    """What Python asks its own C runtime for is there, though the program has another one: as text, and wide."""
    report = make(version, output).run("early_variables").came_up
    config, pre_config = report["configs"]["config"], report["configs"]["pre_config"]

    # PyInitConfig decides the development mode itself.
    assert (2, int(output == "c"), 0) == (config["optimization_level"], config["dev_mode"], pre_config["utf8_mode"])
    assert any(re.search(r"[/\\]first$", path) for path in report["path"])


@pytest.mark.parametrize("version", VERSIONS)
def test_environment_is_seen(make: Make, version: str) -> None:
    """A virtual environment beside the program is the prefix, and its packages are there, whatever variables say."""
    host = make(version, "c")
    folder = host.executable.parent / "venv"
    packages = folder / "Lib" / "site-packages"
    packages.mkdir(parents=True, exist_ok=True)
    (packages / "of_environment.py").touch()
    (folder / "pyvenv.cfg").write_text(f"home = {wine.windows_path(host.python.prefix)}\n", encoding="utf-8")
    named = {"PYTHONEXECUTABLE": "C:\\other\\python.exe", "__PYVENV_LAUNCHER__": "C:\\other\\python.exe"}
    run = as_posix(host.run("environment", home=False, code="import of_environment", environment=named))

    assert str(folder) == run.came_up["prefix"]
    assert str(folder / "Scripts" / "python.exe") == run.came_up["executable"]


@pytest.mark.parametrize("version", VERSIONS)
def test_built_in_modules_are_those_that_are_known(make: Make, version: str) -> None:
    """The table of CPython has the names that configlang says that it has on Windows, and no others."""
    found = set(make(version, "c").run("attributes").came_up["builtins"])

    assert built_in(Version(version), "windows") == found
