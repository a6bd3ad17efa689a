"""
A document for PyOxy says what the JSON of the same config says: proved with pyembed's serde and PyOxy's YAML libraries.

The program tests/rust/yaml is built once and reads all documents: JSON with serde_json, YAML with serde_yaml 0.8, which
PyOxy 0.1 and 0.2 are built on, and with 0.9, which its newer source is.
"""

from __future__ import annotations

import json
import subprocess
from functools import partial
from typing import Any

import attrs
import pytest

from configlang.cpython.targets import host_target
from configlang.schema.config import Config, FilesystemImporter, OxidizedImporter
from configlang.schema.interpreter import InterpreterConfig
from tests import seen, strategies
from tests.emitting import emit
from tests.hosts import cargo
from tests.hosts.test_literals import draw, full_config

pytestmark = [pytest.mark.xdist_group("cargo"), pytest.mark.thorough]

RANDOM_CONFIGS = 500

LIBRARIES = ("0.8", "0.9")

LOOKALIKES = (
    *("", " ", "~", "null", "true", "no", "off", "1", "0x1", "1e3", ".inf", "=", "<<", "2001-01-01", "12:30:45"),
    *(
        "#",
        " # a",
        "a: b",
        "a #b",
        "- a",
        "? a",
        "&a",
        "*a",
        "!a",
        "!!str a",
        "%YAML 1.2",
        "@a",
        "`a",
        "|",
        ">",
        "[",
        "{",
    ),
    *("---", "\n---\n", "...", "\n...\n", "\n\n  a\n", "\\", "\\/", "\\ud83d\\udc0d", "\\U0001f40d", "'", "''", '"'),
)
"""Texts that YAML has another meaning for where they stand without quotes, or in the wrong ones."""


@attrs.frozen(kw_only=True)
class Proof:
    """
    What the program said.

    Attributes:
        configs: The configs by name.
        reports: What it read from their documents, by name.
    """

    configs: dict[str, Config]
    reports: dict[str, dict[str, Any]]


def sayable(config: Config) -> Config:
    """Return a config without what no document can say."""
    interpreter = config.interpreter
    backend = interpreter.allocator_backend
    return attrs.evolve(
        config,
        python=None,
        compatible_with=None,
        static_extensions=(),
        dynamic_extensions=tuple(each for each in config.dynamic_extensions if each.loader == "filesystem"),
        oxidized_importer=OxidizedImporter() if config.oxidized_importer else None,
        interpreter=attrs.evolve(
            interpreter,
            argv=None,
            set_missing_path_configuration=False if interpreter.set_missing_path_configuration else None,
            allocator_backend=backend if backend in {"default", "rust"} else None,
        ),
    )


def written_configs() -> dict[str, Config]:
    """Return the configs that chance would not find: extremes, and texts that YAML may take for something else."""
    nasty, arms = "".join(strategies.NASTY), range(7)
    every = "".join(map(chr, range(1, 0x250))) + "\u2028\u2029\ud7ff\ue000\ufeff\ufffd\U00010000\U0010ffff"
    return {
        "nothing": Config(target=host_target()),
        "empty": full_config(str, items=0),
        "large": full_config(lambda: strategies.large_text(nasty)),
        "lookalikes": Config(
            target=host_target(),
            interpreter=InterpreterConfig(
                x_options=LOOKALIKES, warn_options=(every,), run_command="\n".join(LOOKALIKES)
            ),
            filesystem_importer=FilesystemImporter(paths=tuple(filter(None, LOOKALIKES))),
        ),
        **{f"lookalike_{i}": full_config(partial(str, text)) for i, text in enumerate(LOOKALIKES)},
        **{f"everything_{arm}": full_config(lambda: nasty, arm=arm) for arm in arms},
    }


@pytest.fixture(scope="session")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    """Build the program and let it read the documents of all configs."""
    program = cargo.build("yaml", cargo.require_cpython("3.11"))
    drawn = draw(strategies.pyembed_configs(), RANDOM_CONFIGS)
    configs = written_configs() | {f"random_{index}": config for index, config in enumerate(drawn)}
    configs = {name: sayable(config) for name, config in configs.items()}
    folder = tmp_path_factory.mktemp("yaml")
    for name, config in configs.items():
        (folder / f"{name}.json").write_text(emit(config, "json"), encoding="utf-8", newline="")
        document = emit(config, "yaml", source=f"{name}.bzl", command="configlang eval --- ...")
        (folder / f"{name}.yaml").write_text(document, encoding="utf-8", newline="")
    done = subprocess.run([program, folder], input="\n".join(configs), capture_output=True, text=True, check=True)
    reports = {report["case"]: report for report in map(json.loads, done.stdout.splitlines())}
    return Proof(configs=configs, reports=reports)


def test_sample_is_large(proof: Proof) -> None:
    """The proof stands on hundreds of different configs, and each of them was read."""
    assert len(set(proof.configs.values())) >= 300
    assert list(proof.configs) == list(proof.reports)
    assert [] == [name for name, report in proof.reports.items() if "error" in report["json"]]


def test_sample_covers_every_field(proof: Proof) -> None:
    """Each field that a document can have is set in some configs and unset in others."""
    names = [field.name for field in strategies.PYEMBED_ARGUMENTS if field.name != "argv"]
    found = {name: {getattr(config.interpreter, name) for config in proof.configs.values()} for name in names}

    assert [name for name, values in found.items() if len(values) < 2] == []


@pytest.mark.parametrize("library", LIBRARIES)
def test_document_is_what_serde_reads_from_json(library: str, proof: Proof) -> None:
    """PyOxy reads the very struct that the JSON stands for, whichever YAML library it is built on."""
    different = {
        name: {"json": report["json"], "yaml": report[library]}
        for name, report in proof.reports.items()
        if report["json"] != report[library]
    }

    assert {} == different
    seen.record("read", "yaml", "")
