"""The JSON Schema of ``configlang.toml`` against what reads it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import jsonschema
import pytest

from configlang.project.keys import CHECK, CONFIG, LIMITS, MATRIX, TABLES, TOP
from configlang.project.toml import read_project

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
SCHEMA = json.loads((REFERENCE / "configlang.schema.json").read_bytes())

WHOLE = """
required_version = ">=0.1"
[[config]]
file = "app.bzl"
outputs = { c = "gen/{target}-{python}-{edition}.c" }
variables = { release = true, level = 3 }
matrix = { target = ["x86_64-unknown-linux-gnu"], python = ["3.12"], variables = { edition = ["free"] } }
[[config]]
file = "other.bzl"
outputs = ["json"]
target = "x86_64-unknown-linux-gnu"
python = "3.12"
[check]
strict = true
select = ["ascii-encoding"]
ignore = ["implied-home"]
per_file_ignores = { "a.bzl" = ["ascii-encoding"] }
[limits]
timeout = 1.5
memory = 100
call_depth = 100
declarations = 100
declared_size = 1
printed_size = 1
source_size = 1
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def is_read(text: str) -> bool:
    """Tell whether a project file of a text is read without a finding."""
    Path("configlang.toml").write_text(text, encoding="utf-8")
    return read_project(".")[1] == []


def is_valid(text: str) -> bool:
    """Tell whether the schema admits a text."""
    return jsonschema.Draft202012Validator(SCHEMA).is_valid(tomllib.loads(text))


def test_schema_is_one() -> None:
    """It is a schema itself, and says of each key what it means."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert {*TOP, *TABLES} == set(SCHEMA["properties"])
    for keys, place in (
        (CONFIG, SCHEMA["properties"]["config"]["items"]),
        (CHECK, SCHEMA["properties"]["check"]),
        (LIMITS, SCHEMA["properties"]["limits"]),
        (MATRIX, SCHEMA["properties"]["config"]["items"]["properties"]["matrix"]),
    ):
        assert set(keys) == set(place["properties"])
        assert all(each["description"] for each in place["properties"].values())


def test_whole_file_is_read_and_valid() -> None:
    """A file with every key is right for both."""
    assert is_read(WHOLE)
    assert is_valid(WHOLE)
    names = {*TOP, *CONFIG, *MATRIX, *CHECK, *LIMITS}
    assert [] == [name for name in names if name not in WHOLE]


_REPLACED = [
    ('">=0.1"', "3"),
    ('file = "app.bzl"\n', ""),
    ('"app.bzl"', "3"),
    ('outputs = ["json"]', 'outputs = ["jsn"]'),
    ('outputs = ["json"]', "outputs = 3"),
    ("{ c =", "{ cc ="),
    ("release = true", "release = 1.5"),
    ('"x86_64-unknown-linux-gnu"\npython', "3\npython"),
    ('python = "3.12"', "python = 3.12"),
    ('["3.12"]', '["3.12", "3.12"]'),
    ('["3.12"]', "[]"),
    ('["3.12"]', "[3.12]"),
    ('["free"]', '"free"'),
    ("matrix = { target", "matrix = { targets"),
    ("strict = true", "strict = 1"),
    ("strict = true", "strikt = true"),
    ('ignore = ["implied-home"]', 'ignore = ["unknown-field"]'),
    ('ignore = ["implied-home"]', 'ignore = ["nothing"]'),
    ('"a.bzl" = ["ascii-encoding"]', '"a.bzl" = "ascii-encoding"'),
    ("timeout = 1.5", "timeout = 0"),
    ("memory = 100", "memory = 1.5"),
    ("memory = 100", "memroy = 100"),
    ("[check]", "[chek]"),
]


@pytest.mark.parametrize(("right", "wrong"), _REPLACED, ids=range(len(_REPLACED)))
def test_what_is_wrong_for_one_is_for_the_other(right: str, wrong: str) -> None:
    """An editor marks what the program refuses."""
    text = WHOLE.replace(right, wrong, 1)
    assert text != WHOLE
    assert not is_read(text)
    assert not is_valid(text)
