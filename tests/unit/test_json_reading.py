"""JSON that was made of a config is read back as that config, and nothing else is taken for one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import configlang
from configlang.compiler import Job, compile_config
from configlang.findings.finding import Finding
from configlang.outputs.backend import EmitOptions
from configlang.outputs.documents.json import emit
from configlang.outputs.documents.reading import BESIDE, ReadBack, read_config
from configlang.outputs.documents.tree import NoTreeError, read_tree
from configlang.outputs.pyembed.structs import outer_fields
from configlang.outputs.table import BY_NAME
from tests.golden.test_golden import GOLDEN

LINUX, WINDOWS = "x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc"
CONFIGS = [path for folder in ("rules", "warnings", "errors") for path in sorted((GOLDEN / folder).glob("*.bzl"))]
EMPTY: dict[str, Any] = {"interpreter_config": {"profile": "python"}}


def texts_of(path: Path) -> Iterator[tuple[configlang.Config, str, bool]]:
    """Give a config with both of its JSON texts, where there are some; files in turns for one system and another."""
    target = (LINUX, WINDOWS)[len(path.stem) % 2]
    evaluation, _ = compile_config(Job(path=str(path), target=target))
    if evaluation.config is None or evaluation.variants:
        return
    for is_full in (False, True):
        yield evaluation.config, written(evaluation.config, is_full=is_full), is_full


def written(config: configlang.Config, *, is_full: bool) -> str:
    """Return the JSON text of a config, its packed resources included."""
    return emit(config, EmitOptions(output=BY_NAME["json"], is_full=is_full))


def read(text: str, target: str = LINUX) -> ReadBack:
    """Return what a text is read as."""
    found = read_config(text, "app.json", target)
    assert isinstance(found, ReadBack), found
    return found


def refused(data: object) -> list[Finding]:
    """Return what is found of a text, or of what is written as one."""
    found = read_config(data if isinstance(data, str) else json.dumps(data), "app.json", LINUX)
    assert not isinstance(found, ReadBack)
    assert {"bad-json"} == {finding.code for finding in found}
    return found


def test_what_is_read_writes_the_same() -> None:
    """Of each config of the goldens, whatever rules it uses, the JSON comes out of what is read of it again."""
    count = 0
    for path in CONFIGS:
        for config, text, is_full in texts_of(path):
            again = read(text, config.target.triple)
            count += 1
            assert is_full == again.is_full or not is_full
            assert written(again.config, is_full=is_full) == text, path
    assert count > 100


def test_what_is_read_is_the_config() -> None:
    """Where unset values are left out, the config itself comes back, with the place of what it says."""
    config = configlang.Config(
        target=LINUX,
        interpreter=configlang.InterpreterConfig(
            profile="isolated", argv=("a", "naïve 🐍"), home="$ORIGIN/x", optimization_level=2, tracemalloc=25
        ),
        static_extensions=(configlang.StaticExtension(name="app.fast"),),
        dynamic_extensions=(
            configlang.DynamicExtension(name="slow", path="$ORIGIN/slow.so", loader="oxidized"),
            configlang.DynamicExtension(name="slower", path="/lib/slower.so"),
        ),
        filesystem_importer=configlang.FilesystemImporter(paths=("/lib",), enabled=False),
        oxidized_importer=configlang.OxidizedImporter(
            embedded=("a.bin",), memory_mapped=("$ORIGIN/b",), extensions="/c"
        ),
        compatible_with=configlang.Compatibility(python=">=3.9", targets=(LINUX,)),
        host=configlang.Host(outputs=("json",), console=False),
        environment_variables=(configlang.EnvironmentVariable(name="A", value="", overwrite=False),),
    )
    # Whether it would start is another question.
    text = written(config, is_full=False)

    again = read(text)

    assert again.config == config
    lines = text.split("\n")
    for path, shown in (
        ("interpreter.home", '"home": "$ORIGIN/x"'),
        ("static_extension:app.fast.init", '"init_func": "PyInit_fast"'),
        ("environment_variable:A", '{"name": "A"'),
        ("filesystem_importer.paths", '"module_search_paths": ["/lib"]'),
        ("host.console", '"console": false'),
    ):
        assert shown in lines[again.places[path].start.line]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "no `interpreter_config`"),
        ([], "should be an object"),
        ({"interpreter_config": {}}, "here is no `profile`"),
        ({**EMPTY, "hots": {}}, "no key `hots`"),
        ({"interpreter_config": {"profile": "python", "utf8_mod": True}}, "no key `utf8_mod`"),
        ({"interpreter_config": {"profile": "python", "utf8_mode": "yes"}}, "utf8_mode"),
        ({"interpreter_config": {"profile": "python", "utf8_mode": {}}}, "no object"),
        ({"interpreter_config": {"profile": "python", "optimization_level": -7}}, "optimization_level"),
        ({"interpreter_config": 3}, "should be an object"),
        ({**EMPTY, "extra_extension_modules": {}}, "a list of objects"),
        ({**EMPTY, "extra_extension_modules": [{"init_func": "x"}]}, "here is no `name`"),
        ({**EMPTY, "extra_extension_modules": [{"name": "a-b"}]}, "a-b"),
        ({**EMPTY, "extra_extension_modules": [{"name": "a"}, {"name": "a"}]}, "a"),
        ({**EMPTY, "extra_extension_modules": [3]}, "should be an object"),
        ({**EMPTY, "argv": [{"Unix": [300]}]}, "as serde has it"),
        ({**EMPTY, "argv": [{"Unix": ["a"]}]}, "as serde has it"),
        ({**EMPTY, "argv": [{"Windows": [55296]}]}, "as serde has it"),
        ({**EMPTY, "argv": ["a"]}, "as serde has it"),
        ({**EMPTY, "argv": [{"Unix": [True, None]}]}, "as serde has it"),
        ({**EMPTY, "packed_resources": [{"memory": "a", "memory_mapped_path": "b"}]}, "one of memory"),
        ({**EMPTY, "oxidized_importer": False}, "is true where"),
        ({**EMPTY, "host": {"outputs": ["nonsense"]}}, "nonsense"),
        ({**EMPTY, "host": []}, "should be an object"),
        ({**EMPTY, "host_values": {"settings": []}}, "should be an object"),
        ({**EMPTY, "host_values": {"settings": {"interpreter.nonsense": []}}}, "no setting"),
        ({**EMPTY, "host_values": {"settings": {"x": []}}}, "no setting"),
        ({**EMPTY, "host_values": {"settings": {"static_extension:a.init": ["a"]}}}, "no setting"),
        ({**EMPTY, "host_values": {"settings": {"environment_variable.value": ["a"]}}}, "no setting"),
        ({**EMPTY, "host_values": {"settings": {"interpreter.home": [{"hst": "a"}]}}}, "here should stand a text"),
        ({**EMPTY, "host_values": {"settings": {"interpreter.home": [{"host": "gone"}]}}}, "gone"),
        ({**EMPTY, "cpython": {"nonsense": 1}}, "no key `nonsense`"),
        ({**EMPTY, "cpython": {"tracemalloc": -1}}, "tracemalloc"),
        ({**EMPTY, **{f"k{number}": 1 for number in range(50)}}, "further keys"),
        ('{"interpreter_config": {}, "interpreter_config": {}}', "a second key"),
        ('{"interpreter_config": {"profile": "python", "hash_seed": 1.5}}', "a whole number"),
        ('{"interpreter_config": {"profile": "python", "hash_seed": 1e9}}', "a whole number"),
        ('{"interpreter_config": {"profile": "python", "hash_seed": NaN}}', "a whole number"),
        ('{"interpreter_config": {"profile": "python", "hash_seed": 01}}', "a whole number"),
        ('{"interpreter_config": {"profile": "python", "hash_seed": ' + "9" * 5000 + "}}", "a number of more than"),
        ('{"interpreter_config": {"profile": "python", "hash_seed": 99999999999999999999}}', "hash_seed"),
        ('{"interpreter_config": {"profile": "python", "home": "\\ud800"}}', "lone surrogate"),
        ('{"interpreter_config": {"profile": "python", "home": "\\x"}}', "an escape"),
        ('{"interpreter_config": {"profile": "python", "home": "a', "a whole number"),
        ("[" * 100_000, "nested"),
        ('{"a":' * 100_000, "nested"),
        ("", "a whole number"),
        ("{} {}", "nothing may follow"),
        ('{"interpreter_config": {},}', "a key"),
        ('{"interpreter_config" {}}', "a colon"),
        ('{"interpreter_config": {} "x": 1}', "a comma"),
        ("{1: 2}", "a key"),
        ("\x00", "a whole number"),
    ],
)
def test_what_is_no_config_is_told(data: object, said: str) -> None:
    """Whatever else a file holds is a finding with a place inside of it, and one that says what is wrong."""
    found = refused(data)

    assert said in " ".join(finding.message for finding in found)
    text = data if isinstance(data, str) else json.dumps(data)
    for finding in found:
        assert finding.span is not None
        assert finding.span.start.line <= text.count("\n")
        assert finding.span.end >= finding.span.start


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from([*BESIDE, *(field.name for field in outer_fields())])


@given(st.dictionaries(KEYS, JSON), st.dictionaries(st.sampled_from(["home", "quiet", "module_search_paths"]), JSON))
def test_anything_gives_a_config_or_findings(outer: dict[str, Any], inner: dict[str, Any]) -> None:
    """No document, whatever stands where, is a fault of ours."""
    found = read_config(
        json.dumps({**outer, "interpreter_config": {"profile": "isolated", **inner}}), "app.json", LINUX
    )

    assert isinstance(found, ReadBack) or found


def plain(node: Any) -> Any:  # noqa: ANN401 - JSON data
    """Return nodes as the data that they are."""
    if isinstance(node.value, dict):
        return {key: plain(each) for key, each in node.value.items()}
    return [plain(each) for each in node.value] if isinstance(node.value, list) else node.value


@given(st.text(alphabet='{}[]",: \n\\u0019tfn-.e', max_size=30))
def test_the_reader_takes_no_more_than_the_standard_one(text: str) -> None:
    """What is read is JSON, and means what Python's own reader finds."""
    try:
        node = read_tree(text)
    except NoTreeError:
        return
    assert json.loads(text) == plain(node)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**18), 10**18) | st.text(st.characters(codec="utf-8")),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
        max_leaves=6,
    )
)
def test_the_reader_takes_what_is_written(data: object) -> None:
    """Without fractions, what Python writes is read, laid out in whatever way."""
    texts = (json.dumps(data), json.dumps(data, indent=1, ensure_ascii=False))

    assert [data] * 2 == [plain(read_tree(text)) for text in texts]
