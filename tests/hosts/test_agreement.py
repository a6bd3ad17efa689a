"""
The outputs agree: from one config, pyembed and the generated C bring the same interpreter up.

Compared is every member of both structs, as CPython reads them back once it runs.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest

from configlang.outputs.backend import EmitOptions
from configlang.outputs.emit import emit as emit_output
from configlang.outputs.table import find_output
from configlang.schema.config import Config
from configlang.schema.host_values import with_nothing_passed
from configlang.schema.table import CPYTHON_FIELDS
from tests.emitting import emit
from tests.hosts import cargo, programs
from tests.hosts.bootable import bootable_configs
from tests.hosts.cpythons import require_cpython
from tests.hosts.test_literals import draw

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")

DRAWN = 60
"""How many random configs are drawn; about a third of them holds nothing that only one output can say."""

QUESTION = "import sys, _testinternalcapi\nprint(ascii([_testinternalcapi.get_configs(), sys.path, sys.argv]))\n"

APART = {
    "_init_main": "pyembed starts in two phases",
    "_config_init": "it says which function filled the struct first",
}
"""The members that the outputs may differ in, with the reason."""


def shared_configs(prefix: Path) -> dict[str, tuple[Config, Config]]:
    """
    Return random configs that both can say, by name, with the home that both need.

    Each is there twice: as C has it, and with what that takes for values that nobody passes, of which pyembed has none.
    """
    found: dict[str, tuple[Config, Config]] = {}
    for config in draw(bootable_configs(), DRAWN):
        # What only CPython knows goes: the rest of the config is as good as before.
        changes: dict[str, Any] = {"home": str(prefix), "set_missing_path_configuration": False}
        changes |= {field.name: None for field in CPYTHON_FIELDS}
        for name in ("tracemalloc", "verbose", "import_time", "optimization_level"):
            if not isinstance(getattr(config.interpreter, name), bool):
                changes[name] = None
        narrow = attrs.evolve(
            config,
            python=None,
            compatible_with=None,
            static_extensions=(),
            filesystem_importer=None,
            sub_interpreters=(),
            interpreter=attrs.evolve(config.interpreter, **changes),
        )
        said = with_nothing_passed(narrow)
        if emit_output(said, EmitOptions(output=find_output("rust"))).files:
            found[f"case_{len(found)}"] = narrow, said
    return found


def without_apart(answer: str) -> Any:  # noqa: ANN401 - what Python has printed
    """Return an answer without the members that may differ."""
    configs, path, argv = ast.literal_eval(answer)
    for part in ("config", "pre_config"):
        for member in APART:
            configs[part].pop(member, None)
    return configs["config"], configs["pre_config"], path, argv


@pytest.mark.xdist_group("cargo")
@pytest.mark.thorough
@pytest.mark.parametrize("version", cargo.BOOTABLE)
def test_pyembed_and_c_agree(tmp_path: Path, version: str) -> None:
    """Whatever both can say comes up the same, member by member, through pyembed and through C."""
    python = require_cpython(version)
    boot = cargo.build("boot", cargo.require_cpython(version))
    configs = shared_configs(python.prefix)
    host = programs.build(tmp_path, python, {name: (config, "c") for name, (config, _) in configs.items()})
    assert len(configs) >= 20
    for name, (_, config) in configs.items():
        argv = ["ß", "-x"] if config.interpreter.parse_argv is False else []
        (tmp_path / "config.json").write_text(emit(config), encoding="utf-8")
        (tmp_path / "question.py").write_text(QUESTION, encoding="utf-8")
        ours = host.run(name, *argv, code=QUESTION)
        theirs = subprocess.run(
            # Both see the name of the case as that of the program.
            [name, tmp_path / "config.json", tmp_path / "question.py", "--", *argv],
            executable=boot,
            env={"LC_ALL": "C.UTF-8", "LD_LIBRARY_PATH": str(python.library)},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="backslashreplace",
            check=False,
        )
        assert ours.code == 0, ours.stderr[-2000:]
        assert theirs.returncode == 0, theirs.stderr[-2000:]
        assert without_apart(theirs.stdout) == without_apart(ours.stdout), config.interpreter
