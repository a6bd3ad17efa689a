"""The packed-resources file of a config: what it holds, and how the outputs refer to it."""

from __future__ import annotations

import ast
import json
import re

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from configlang.cpython.targets import Target
from configlang.outputs.pyembed import packed
from configlang.outputs.pyembed.rust import _byte_string
from configlang.schema.config import Config, DynamicExtension, OxidizedImporter
from tests.emitting import emit, emit_files

LINUX = Target("x86_64-unknown-linux-gnu", "x86_64", "linux", "gnu")
WINDOWS = Target("x86_64-pc-windows-msvc", "x86_64", "windows", "msvc")
CONFIG = Config(
    target=LINUX,
    dynamic_extensions=(
        DynamicExtension(name="app.fast", path="$ORIGIN/lib/app/fast.so", loader="oxidized"),
        DynamicExtension(name="file", path="lib/file.so"),
        DynamicExtension(name="odd", path="other name", loader="oxidized"),
    ),
    oxidized_importer=OxidizedImporter(embedded=("own.bin",), memory_mapped=("$ORIGIN/own.bin",)),
)
MAPPED = attrs.evolve(
    CONFIG, oxidized_importer=attrs.evolve(CONFIG.oxidized_importer or OxidizedImporter(), extensions="$ORIGIN/x")
)


def test_only_modules_for_oxidized_finder_are_packed() -> None:
    """Names and paths stand in the file in the order of the names, without the folder that they are below."""
    assert packed.contents(CONFIG).endswith(b"app.fastodd" + b"lib/app/fast.soother name")


def test_windows_has_paths_of_its_own() -> None:
    """For Windows a path is UTF-16 with backslashes."""
    contents = packed.contents(attrs.evolve(CONFIG, target=WINDOWS))

    assert contents.endswith("lib\\app\\fast.soother name".encode("utf-16-le"))


@pytest.mark.parametrize("output", ["rust", "rust-expr", "json"])
@pytest.mark.parametrize("config", [CONFIG, MAPPED])
def test_file_stands_beside_the_output(config: Config, output: str) -> None:
    """The file has the name of the output, whether it is compiled in or mapped at run time."""
    files = emit_files(config, output, "gen/host.x")

    assert ["gen/host.x", "gen/host.packed-resources"] == list(files)
    assert packed.contents(config) == files["gen/host.packed-resources"]


def test_nothing_is_packed_without_such_modules() -> None:
    """A config whose modules all lie where the filesystem importer looks has no such file."""
    config = attrs.evolve(CONFIG, dynamic_extensions=CONFIG.dynamic_extensions[1:2])

    assert ["gen/host.rs"] == list(emit_files(config, "rust", "gen/host.rs"))


def test_json_names_the_file() -> None:
    """The written file comes behind the config's own, embedded or mapped; without a file its bytes are there."""
    own = [{"memory": "own.bin"}, {"memory_mapped_path": "$ORIGIN/own.bin"}]
    beside = json.loads(emit_files(CONFIG, "json", "gen/host.json")["gen/host.json"])["packed_resources"]
    mapped = json.loads(emit_files(MAPPED, "json", "gen/host.json")["gen/host.json"])["packed_resources"]
    alone = json.loads(emit(CONFIG, "json"))["packed_resources"]

    assert [own[0], {"memory": "host.packed-resources"}, own[1]] == beside
    assert [*own, {"memory_mapped_path": "$ORIGIN/x"}] == mapped
    assert [*own, {"memory_mapped_path": "$ORIGIN/x"}] == json.loads(emit(MAPPED, "json"))["packed_resources"]
    assert {"memory_base64"} == set(alone[1])


@given(st.binary(min_size=1))
def test_byte_string_gives_the_bytes_back(data: bytes) -> None:
    """Rust reads the literal as the very bytes: a backslash at a line's end takes the next indentation with it."""
    lines = _byte_string(data)
    joined = re.sub(r"\\\n\s*", "", "\n".join(f"    {line}" for line in lines))

    assert data == ast.literal_eval(joined.strip())
    assert all(len(line) + len("    ") <= 100 for line in lines)
