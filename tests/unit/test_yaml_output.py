"""The config as a document for PyOxy: its form, and what it can't say."""

from __future__ import annotations

import re
from pathlib import Path

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from configlang import ConfigError, evaluate
from configlang.cli.command import OK
from configlang.cli.main import main
from configlang.cpython.targets import Target
from configlang.findings.finding import Severity
from configlang.outputs.backend import EmitOptions
from configlang.outputs.pyembed import structs as pyembed
from configlang.outputs.pyembed.yaml import BACK_ENDS, string
from configlang.outputs.table import BY_NAME
from configlang.schema.config import (
    Compatibility,
    Config,
    DynamicExtension,
    FilesystemImporter,
    OxidizedImporter,
    StaticExtension,
)
from configlang.schema.field import Field
from configlang.schema.interpreter import InterpreterConfig
from tests.emitting import emit, meant_for
from tests.strategies import configs

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "pyoxy"

LINUX = Target("x86_64-unknown-linux-gnu", "x86_64", "linux", "gnu")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))

YAML = BACK_ENDS["yaml"]

# The escapes of YAML 1.2, section 5.7, that are used here.
TOKEN = re.compile(r'\\U([0-9a-f]{8})|\\u([0-9a-f]{4})|\\([nrtbf\\"])|([ !#-\[\]-~])')
ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}

LINE = re.compile(r'(?:  )?(?:[a-z_0-9]+:(?: (?:true|false|\d+|\[\]|"[ -~]*"))?|  - "[ -~]*")')


def unescape(scalar: str) -> str:
    """Read a double-quoted scalar by the grammar of YAML."""
    assert scalar[0] == scalar[-1] == '"'
    body, parts, position = scalar[1:-1], [], 0
    while position < len(body):
        match = TOKEN.match(body, position)
        assert match is not None
        long, short, escape, plain = match.groups()
        number = long or short
        parts.append(chr(int(number, 16)) if number else plain or ESCAPES.get(escape, escape))
        position = match.end()
    return "".join(parts)


def config_of(**values: object) -> Config:
    """Return a config with some fields of ``interpreter()``."""
    return Config(target=LINUX, interpreter=InterpreterConfig(**values))  # type: ignore[arg-type]


def header_of(config: Config, options: EmitOptions | None = None) -> list[str]:
    """Return the lines before the document."""
    lines = YAML.emit(config, options or EmitOptions(BY_NAME["yaml"])).split("\n")
    return lines[: lines.index("---")]


def refused(config: Config) -> list[tuple[str, str, Severity]]:
    """Return what an output says about a config: the setting, code, severity."""
    return [(refusal.paths[0], refusal.code, refusal.weight) for refusal in YAML.refuse(config, BY_NAME["yaml"])]


def error(path: str, code: str = "not-expressible") -> tuple[str, str, Severity]:
    """Return an error as ``refused`` does."""
    return path, code, Severity.ERROR


def warning(path: str, code: str = "overwritten") -> tuple[str, str, Severity]:
    """Return a warning as ``refused`` does."""
    return path, code, Severity.WARNING


@given(TEXTS)
@example("\\ud83d\\udc0d")
@example("\U0001f40d\\\U0010ffff")
@example("\\u\U00010000")
def test_scalar_gives_the_text_back(text: str) -> None:
    """By YAML's own rules a scalar stands for the very text that it was made of."""
    assert text == unescape(string(text))


def test_common_texts_stay_readable() -> None:
    """What people mostly write is not escaped, and what YAML has no use for is not either."""
    assert string("$ORIGIN/lib/python3.10: {x} 'y' #!") == "\"$ORIGIN/lib/python3.10: {x} 'y' #!\""


@settings(max_examples=50)
@given(configs())
def test_document_has_lines_of_few_forms(config: Config) -> None:
    """Each line is a key, a key with a plain bool or number or quoted text, or an item; ``---`` stands alone, once."""
    text = YAML.emit(config, EmitOptions(BY_NAME["yaml"], source="---", command="...\n---"))
    header, document = text.split("\n---\n")

    assert text.isascii()
    assert all(line.startswith("#") for line in header.split("\n"))
    assert document.endswith("\n")
    assert [] == [line for line in document.splitlines() if not LINE.fullmatch(line)]


@settings(max_examples=50)
@given(configs())
def test_keys_stand_in_the_order_of_the_structs(config: Config) -> None:
    """Each field that pyembed can hold stands where pyembed declares it, once, and no other key does."""
    document = YAML.emit(config, EmitOptions(BY_NAME["yaml"])).split("\n---\n")[1]
    outer = [field.name for field in pyembed.outer_fields() if is_held(config, field)]
    index = sum(field.name in outer for field in pyembed.outer_fields()[: pyembed.INTERPRETER_CONFIG_INDEX])
    outer.insert(index, "interpreter_config")
    inner = [field.name for field in pyembed.inner_fields() if is_held(config, field)]

    assert outer == re.findall(r"^(\w+):", document, re.MULTILINE)
    assert inner == re.findall(r"^  (\w+):", document, re.MULTILINE)


def is_held(config: Config, field: Field) -> bool:
    """Tell whether a config sets a field of pyembed to a value that pyembed has."""
    return pyembed.narrow(field, pyembed.value_of(config, field)) is not None


def test_document_of_an_empty_config() -> None:
    """The profile is always said: PyOxy takes the map without it for `isolated`, and a missing map for `python`."""
    assert YAML.emit(Config(target=LINUX), EmitOptions(BY_NAME["yaml"])).endswith(
        '\n---\ninterpreter_config:\n  profile: "python"\n'
    )


def test_document_of_every_kind() -> None:
    """Each kind of value has its form; a level is a quoted number, as pyembed's serde reads it."""
    config = attrs.evolve(
        config_of(
            profile="isolated", optimization_level=2, hash_seed=7, utf8_mode=True, x_options=(), warn_options=("a",)
        ),
        filesystem_importer=FilesystemImporter(paths=("$ORIGIN/lib", "null"), enabled=False),
    )

    assert YAML.emit(config, EmitOptions(BY_NAME["yaml"])).split("\n---\n")[1] == (
        "interpreter_config:\n"
        '  profile: "isolated"\n'
        "  utf8_mode: true\n"
        "  hash_seed: 7\n"
        "  module_search_paths:\n"
        '    - "$ORIGIN/lib"\n'
        '    - "null"\n'
        '  optimization_level: "2"\n'
        "  warn_options:\n"
        '    - "a"\n'
        "  x_options: []\n"
        "filesystem_importer: false\n"
    )


def test_header_names_source_and_command() -> None:
    """Who finds the file learns what it was made from, and how to make it again; without that it says neither."""
    lines = header_of(
        Config(target=LINUX), EmitOptions(BY_NAME["yaml"], source="a.bzl", command="configlang eval a.bzl")
    )
    bare = header_of(Config(target=LINUX))

    assert lines[:3] == ["# Generated by configlang from a.bzl; do not edit.", "#", "#     configlang eval a.bzl"]
    assert bare[0] == "# Generated by configlang; do not edit."
    assert lines[3:] == bare[1:]


@given(TEXTS.filter(bool))
@example("\n---\n")
def test_comments_stay_comments(text: str) -> None:
    """A file name or a command, whatever it holds, can't start the document or hide."""
    lines = header_of(Config(target=LINUX), EmitOptions(BY_NAME["yaml"], source=text, command=text))

    assert all(re.fullmatch(r"#|# [ -~]*", line) for line in lines)
    assert len(lines) == len(header_of(Config(target=LINUX), EmitOptions(BY_NAME["yaml"], source="a", command="a")))


LIB = FilesystemImporter(paths=("$ORIGIN/lib",))


@pytest.mark.parametrize(
    ("config", "note", "is_told"),
    [
        (Config(target=LINUX), "$ORIGIN", False),
        (Config(target=LINUX, filesystem_importer=LIB), "$ORIGIN", True),
        (config_of(tcl_library="$ORIGIN/tcl"), "$ORIGIN", True),
        (attrs.evolve(config_of(origin="/opt"), filesystem_importer=LIB), "$ORIGIN", False),
        (attrs.evolve(config_of(exe="/opt/app"), filesystem_importer=LIB), "$ORIGIN", False),
        (Config(target=LINUX), "empty sys.path", True),
        (Config(target=LINUX, filesystem_importer=LIB), "empty sys.path", False),
    ],
)
def test_header_tells_what_pyoxy_makes_of_it(config: Config, note: str, is_told: bool) -> None:
    """What $ORIGIN means without a host of one's own, and where the modules come from, is said where it matters."""
    assert is_told is any(note in line for line in header_of(config))


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        (config_of(argv=("app",)), [error("interpreter.argv")]),
        (config_of(argv=()), [error("interpreter.argv")]),
        (
            config_of(set_missing_path_configuration=True),
            [error("interpreter.set_missing_path_configuration")],
        ),
        (config_of(set_missing_path_configuration=False), []),
        (config_of(allocator_backend="jemalloc"), [error("interpreter.allocator_backend")]),
        (config_of(allocator_backend="rust"), []),
        (config_of(allocator_backend="default"), []),
        (
            Config(target=LINUX, static_extensions=(StaticExtension(name="a.b", init="PyInit_b"),)),
            [error("static_extension:a.b")],
        ),
        (Config(target=LINUX, dynamic_extensions=(DynamicExtension(name="a", path="$ORIGIN/a.so"),)), []),
        (Config(target=LINUX, oxidized_importer=OxidizedImporter()), []),
        (
            Config(target=LINUX, oxidized_importer=OxidizedImporter(embedded=("a",), memory_mapped=("b",))),
            [error("oxidized_importer.embedded"), error("oxidized_importer.memory_mapped")],
        ),
        (config_of(safe_path=True), [error("interpreter.safe_path")]),
        (
            Config(target=LINUX, filesystem_importer=FilesystemImporter(paths=("a",), mode="append")),
            [error("filesystem_importer.mode")],
        ),
        (
            config_of(run_filename="$ORIGIN/a.py"),
            [error("interpreter.run_filename", "origin-not-expanded")],
        ),
        (
            config_of(home="/a", prefix="/a", exec_prefix="/a", base_prefix="/a"),
            [warning("interpreter.home"), warning("interpreter.prefix"), warning("interpreter.exec_prefix")],
        ),
        (config_of(python_path_env="/a"), [warning("interpreter.python_path_env")]),
        (attrs.evolve(config_of(python_path_env="/a"), filesystem_importer=LIB), []),
    ],
)
def test_what_a_document_cannot_say_is_reported(
    config: Config, expected: list[tuple[str | None, str, Severity]]
) -> None:
    """Each setting that PyOxy can't read, ignores or overwrites is reported at its place, and nothing else is."""
    assert expected == refused(config)


@pytest.mark.parametrize(
    ("python", "versions", "expected"),
    [
        (None, None, []),
        ("3.10", None, []),
        ("3.11", None, [error("compatible_with.python", "python-unsupported")]),
        (None, ("3.8", "3.9"), []),
        (None, ("3.10", "3.11"), [warning("compatible_with.python", "python-unsupported")]),
        (None, ("3.11", "3.12"), [error("compatible_with.python", "python-unsupported")]),
        ("3.10", ("3.10", "3.11"), []),
        ("3.12", ("3.10", "3.12"), [error("compatible_with.python", "python-unsupported")]),
    ],
)
def test_versions_are_those_that_pyoxy_has(
    python: str | None, versions: tuple[str, ...] | None, expected: list[tuple[str | None, str, Severity]]
) -> None:
    """CPython 3.11 and later is an error, or a warning where an older one is meant as well; it is reported once."""
    meant = meant_for(versions) if versions else None

    assert expected == refused(Config(target=LINUX, python=python, compatible_with=meant))


def test_targets_alone_say_nothing_of_versions() -> None:
    """A config that names targets and no versions is for whatever CPython PyOxy has."""
    meant = Compatibility(targets=("x86_64-unknown-linux-gnu",))

    assert refused(Config(target=LINUX, compatible_with=meant)) == []


def test_refused_config_gives_no_document() -> None:
    """An error is raised with the finding, in place of a document that starts something else."""
    with pytest.raises(ConfigError, match="argv"):
        emit(config_of(argv=("app",)), "yaml")


def test_example_is_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    """The document in docs/examples/pyoxy is what the command in its header makes of the config, without a finding."""
    monkeypatch.chdir(EXAMPLE)

    assert main(["eval", "app.bzl", "--format", "yaml", "--output", "app.yaml", "--check"]) == OK
    assert evaluate("app.bzl", outputs=("yaml",)).findings == ()


def test_example_serves_other_builds_too() -> None:
    """For a PyOxy that is linked to an installed Python, the example says where that is."""
    config = evaluate(EXAMPLE / "app.bzl", variables={"prefix": "/opt"}, python="3.9").require()

    assert config.interpreter.home == "/opt"
    assert config.filesystem_importer == FilesystemImporter(
        paths=("$ORIGIN/lib", "/opt/lib/python39.zip", "/opt/lib/python3.9", "/opt/lib/python3.9/lib-dynload")
    )
