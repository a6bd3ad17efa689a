"""
Configs come alive on aarch64 Linux: generated C is built by a cross compiler, and started under qemu.

They are those that tests/hosts/test_c.py starts on this machine, and some random ones.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import attrs
import pytest

from configlang.outputs.host.plan import plan
from configlang.schema.config import Config
from tests.cross.platforms import AARCH64, AARCH64_COMPILER, MINOR, QEMU, frozen, require_cpython
from tests.hosts import programs
from tests.hosts.bootable import bootable_configs, differences
from tests.hosts.cpythons import require_tool
from tests.hosts.programs import Program
from tests.hosts.test_c import BOTH
from tests.hosts.test_literals import draw

pytestmark = pytest.mark.thorough

RANDOM = 6
"""How many random configs are started, with each output."""


@pytest.fixture(scope="module")
def configs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Config]:
    """Return the configs that are started, by name."""
    random = (attrs.evolve(config, target=AARCH64) for config in draw(bootable_configs(), RANDOM))
    written = frozen(tmp_path_factory.mktemp("configs"), AARCH64)
    return {**written, **{f"random_{index}": config for index, config in enumerate(random)}}


Make = Callable[[str], Program]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory, configs: dict[str, Config]) -> Make:
    """Return a function that builds, once, the program of an output for aarch64 Linux."""

    @cache
    def build(output: str) -> Program:
        require_tool(QEMU[0])
        folder = tmp_path_factory.mktemp(output)
        (folder / "lib" / "pack").mkdir(parents=True)
        (folder / "lib" / "pack" / "__init__.py").touch()
        cases = {name: (config, output) for name, config in configs.items()}
        program = programs.build(folder, require_cpython(AARCH64), cases, compiler=AARCH64_COMPILER)
        return attrs.evolve(program, platform=AARCH64)

    return build


FAILING = {"no_library": "encod", "builtin_clash": "time", "values_needed": "the host must pass a value"}
"""The configs that must not start, with a text of the status."""


@pytest.mark.parametrize("output", BOTH)
def test_config_comes_up_as_said(make: Make, configs: dict[str, Config], output: str) -> None:
    """On aarch64 Linux each config starts, and every member reads back as it says; or it fails as it must."""
    host = make(output)
    wrong = {}
    for name, config in configs.items():
        run = host.run(name, "an argument", argv=not config.interpreter.parse_argv, wrapper=QEMU)
        if name in FAILING:
            assert run.code == 101, name
            assert FAILING[name] in run.stderr
        elif run.report is None:
            wrong[name] = run.stderr[-1000:]
        else:
            # The home is the host's.
            said = attrs.evolve(config, interpreter=attrs.evolve(config.interpreter, home=None))
            origin = plan(said).fixed_origin or str(host.executable.parent)
            if found := differences(said, MINOR, run.report, origin=origin):
                wrong[name] = str(found)
    assert {} == wrong
