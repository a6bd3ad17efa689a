"""From declarations to the config: what comes out, what is refused, and where each value came from."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from configlang.cpython.targets import Target
from configlang.cpython.versions import to_python
from configlang.findings.finding import Frame, Position, Span
from configlang.schema.config import (
    Compatibility,
    Config,
    DynamicExtension,
    FilesystemImporter,
    OxidizedImporter,
    StaticExtension,
)
from configlang.schema.freeze import Frozen, freeze
from configlang.schema.interpreter import InterpreterConfig
from configlang.schema.rules import REQUIRED, RULES

LINUX = Target("x86_64-unknown-linux-gnu", "x86_64", "linux", "gnu")
WINDOWS = Target("x86_64-pc-windows-msvc", "x86_64", "windows", "msvc")

# What each rule hands over where nothing is written.
DEFAULTS: dict[str, dict[str, Any]] = {
    rule.name: {each.name: each.default for each in rule.parameters.values() if each.default is not REQUIRED}
    for rule in RULES.values()
}
SINGLE = [rule.name for rule in RULES.values() if rule.is_single]


@attrs.frozen
class Call:
    """One declaration: its place is its line, the argument is shown in the file's name."""

    rule: str
    values: dict[str, Any]
    line: int = 0
    stack: tuple[Frame, ...] = ()

    def span(self, argument: str | None = None, element: int | None = None) -> Span:
        """Return a place that says which argument and element it is the place of."""
        name = ".".join(str(part) for part in (argument or "call", element) if part is not None)
        return Span(name, Position(self.line, 0), Position(self.line, 1))


def call(rule: str, line: int = 0, **values: object) -> Call:
    """Return a declaration with the defaults that its rule fills in."""
    filled = {**DEFAULTS[rule], **values}
    if rule == "variable":
        filled = {"given": None, "value": filled["default"], **filled}
    return Call(rule, filled, line)


def config_of(*calls: Call, python: str | None = None) -> Config:
    """Return the config of declarations without a mistake."""
    frozen = freeze(calls, LINUX, to_python(python))
    assert frozen.findings == []
    assert frozen.config is not None
    return frozen.config


def refuse(*calls: Call, python: str | None = None) -> list[tuple[str, str]]:
    """Return code and place of each finding of declarations with mistakes."""
    frozen = freeze(calls, LINUX, to_python(python))
    assert frozen.config is None
    return [(finding.code, finding.span.file if finding.span else "") for finding in frozen.findings]


def test_nothing_declared_is_a_config() -> None:
    """No rule has to be called."""
    assert Config(target=LINUX) == config_of()


def test_every_rule_has_its_place() -> None:
    """Each rule sets its own part of the config, with lists as tuples."""
    config = config_of(
        call("interpreter", isolated=True, argv=["a", "b"], optimization_level=2),
        call("static_extension", name="b", init="crate::b"),
        call("static_extension", name="pkg.a"),
        call("dynamic_extension", name="c", path="lib/c.so"),
        call("filesystem_importer", paths=["lib"], mode="append", enabled=False),
        call("oxidized_importer", embedded=["x"], memory_mapped=["y"]),
        call("compatible_with", python=">=3.10,<3.12", targets=[LINUX.triple]),
        call("variable", name="v", default="a"),
        python="3.11",
    )

    assert config == Config(
        target=LINUX,
        python="3.11",
        interpreter=InterpreterConfig(isolated=True, argv=("a", "b"), optimization_level=2),
        static_extensions=(StaticExtension(name="b", init="crate::b"), StaticExtension(name="pkg.a", init="PyInit_a")),
        dynamic_extensions=(DynamicExtension(name="c", path="lib/c.so"),),
        filesystem_importer=FilesystemImporter(paths=("lib",), mode="append", enabled=False),
        oxidized_importer=OxidizedImporter(embedded=("x",), memory_mapped=("y",)),
        compatible_with=Compatibility(python=">=3.10,<3.12", targets=(LINUX.triple,)),
    )


CALLS = [
    *(call("static_extension", line, name=name) for line, name in enumerate("cab")),
    call("interpreter", 3, quiet=True),
    call("filesystem_importer", 4),
    call("dynamic_extension", 5, name="d", path="d.so"),
]


@given(st.permutations(CALLS))
def test_order_of_declarations_changes_nothing(calls: list[Call]) -> None:
    """Extensions come out by name, whatever the order of their calls."""
    assert config_of(*CALLS) == config_of(*calls)


@pytest.mark.parametrize(
    ("calls", "expected"),
    [
        ([call("interpreter", isolated=1)], [("wrong-type", "isolated")]),
        (
            [call("interpreter", profile="pythn", tcl_library="")],
            [("empty-path", "tcl_library"), ("unknown-value", "profile")],
        ),
        ([call("interpreter", argv=["a", "\0"])], [("nul-in-string", "argv.1")]),
        ([call("static_extension", name="a-b")], [("bad-module-name", "name")]),
        ([call("static_extension", name="a\0b")], [("nul-in-string", "name")]),
        ([call("static_extension", name="a", init="1")], [("bad-init", "init")]),
        ([call("static_extension", name="a", init=1)], [("wrong-type", "init")]),
        ([call("static_extension", name=1, init=2)], [("wrong-type", "name"), ("wrong-type", "init")]),
        ([call("dynamic_extension", name="a", path="")], [("empty-path", "path")]),
        ([call("dynamic_extension", name="a", path="a", loader="x")], [("unknown-value", "loader")]),
        ([call("dynamic_extension", name="a", path="a", loader="oxidized")], [("no-oxidized-importer", "loader")]),
        ([call("filesystem_importer", paths="a")], [("wrong-type", "paths")]),
        ([call("filesystem_importer", mode="prepend")], [("missing-argument", "mode")]),
        ([call("filesystem_importer", paths=[], mode="append")], [("missing-argument", "mode")]),
        ([call("filesystem_importer", paths="a", mode="append")], [("wrong-type", "paths")]),
        ([call("oxidized_importer", embedded=["a", "$ORIGIN/b"])], [("origin-not-expanded", "embedded.1")]),
        ([call("oxidized_importer", memory_mapped=[""])], [("empty-path", "memory_mapped.0")]),
        ([call("compatible_with", python="3.9")], [("bad-specifier", "python")]),
        ([call("compatible_with", python=">=3.99")], [("bad-specifier", "python")]),
        ([call("compatible_with", targets=[LINUX.triple, "x"])], [("unknown-target", "targets.1")]),
        ([call("compatible_with", targets=["aarch64-apple-darwin"])], [("incompatible", "targets")]),
        ([call("compatible_with", python="<3.11")], [("incompatible", "python")]),
        ([call("variable", name="a")], [("variable-not-set", "name")]),
        ([call("variable", name="a-b", default=1)], [("bad-variable", "name")]),
        ([call("variable", name="a", default=1.5)], [("wrong-type", "default")]),
        ([call("variable", name="a", default=1, values=["b"])], [("wrong-type", "values")]),
        ([call("variable", name="a", default="c", values=["b"])], [("bad-variable", "values")]),
        ([call("variable", name="a", default="c", values=[])], [("bad-variable", "values")]),
        ([call("variable", name="a", default=1, given="x", value=None)], [("bad-variable", "name")]),
        ([call("variable", name="a", default="b", values=["b"], given="x", value="x")], [("bad-variable", "name")]),
        ([call("variable", name="a", default="b", doc=1)], [("wrong-type", "doc")]),
    ],
)
def test_mistakes_are_blamed_on_their_arguments(calls: list[Call], expected: list[tuple[str, str]]) -> None:
    """Each mistake has its own code and the place of the argument or element that makes it, once."""
    assert expected == refuse(*calls, python="3.11")


def test_all_mistakes_come_together() -> None:
    """One wrong declaration hides no other."""
    found = refuse(
        call("interpreter", isolated=1, hash_seed=-1),
        call("static_extension", name="a-b"),
        call("filesystem_importer", mode="x"),
        call("oxidized_importer", embedded=[""]),
        call("compatible_with", python="x"),
        call("variable", name="v"),
    )

    assert len(found) == 7


@pytest.mark.parametrize(
    ("path", "target", "is_good"),
    [
        ("lib/fast.so", LINUX, True),
        ("$ORIGIN/lib/fast.so", LINUX, True),
        ("../fast", LINUX, True),
        ("C:/fast.pyd", LINUX, True),
        ("/lib/fast.so", LINUX, False),
        ("$ORIGINAL/fast.so", LINUX, False),
        ("$ORIGIN", LINUX, False),
        ("$ORIGIN//", LINUX, False),
        ("lib/$ORIGIN/fast.so", LINUX, False),
        ("$ORIGIN\\lib\\fast.pyd", WINDOWS, True),
        ("C:/fast.pyd", WINDOWS, False),
        ("C:fast.pyd", WINDOWS, False),
        ("\\fast.pyd", WINDOWS, False),
        ("\\\\server\\fast.pyd", WINDOWS, False),
    ],
)
def test_packed_paths_are_relative(path: str, target: Target, *, is_good: bool) -> None:
    """A library for OxidizedFinder lies below the folder of the executable, however its path says that."""
    module = call("dynamic_extension", name="fast", path=path, loader="oxidized")
    frozen = freeze([call("oxidized_importer"), module], target, None)

    assert ([] if is_good else ["bad-packed-path"]) == [finding.code for finding in frozen.findings]


def test_packed_names_have_a_limit() -> None:
    """A packed-resources file has two bytes for the length of a name."""
    name = ".".join(["a" * 32767] * 2)
    longer = call("dynamic_extension", name=name + "a", path="a", loader="oxidized")

    config = config_of(call("oxidized_importer"), call("dynamic_extension", name=name, path="a", loader="oxidized"))

    assert [name] == [extension.name for extension in config.packed_extensions]
    assert [("bad-packed-path", "name")] == refuse(call("oxidized_importer"), longer)


@pytest.mark.parametrize("rule", SINGLE)
@pytest.mark.parametrize("lines", [(1, 2), (2, 1)])
def test_rule_that_may_be_called_once(rule: str, lines: tuple[int, int]) -> None:
    """A second call is blamed at the later place and shows the earlier one, in whatever order they come."""
    frozen = freeze([call(rule, line) for line in lines], LINUX, None)

    assert [finding.code for finding in frozen.findings] == ["duplicate-declaration"]
    (finding,) = frozen.findings
    assert finding.span is not None
    assert finding.span.start.line == 2
    assert [(note.message, note.span.start.line) for note in finding.related] == [("first declared here", 1)]


@pytest.mark.parametrize("lines", [(1, 2, 3), (3, 2, 1), (2, 3, 1)])
def test_module_that_is_declared_again(lines: tuple[int, int, int]) -> None:
    """A name is taken by either kind of extension; each repetition is a finding of its own."""
    frozen = freeze(
        [
            call("static_extension", lines[0], name="a"),
            call("dynamic_extension", lines[1], name="a", path="a.so"),
            call("static_extension", lines[2], name="a", init="other"),
        ],
        LINUX,
        None,
    )

    assert [finding.code for finding in frozen.findings] == ["duplicate-extension"] * 2
    assert [2, 3] == [finding.span.start.line for finding in frozen.findings if finding.span is not None]
    assert {1} == {note.span.start.line for finding in frozen.findings for note in finding.related}


def test_module_beside_its_package_is_no_repetition() -> None:
    """``a`` and ``a.b`` and ``A`` are three modules."""
    assert len(config_of(*(call("static_extension", name=name) for name in ("a", "a.b", "A"))).static_extensions) == 3


def test_way_to_a_mistake_is_kept() -> None:
    """The calls that led to a declaration are those of its findings."""
    way = (Frame("app.bzl", 3, "the top level"),)

    frozen = freeze([Call("interpreter", {"isolated": 1}, 0, way)], LINUX, None)

    assert [way] == [finding.stack for finding in frozen.findings]


def origins_of(frozen: Frozen) -> dict[str, str]:
    """Return, per path, the argument that it came from."""
    return {path: origin.span().file for path, origin in frozen.origins.items()}


def test_values_know_where_they_came_from() -> None:
    """Each value of a config has a path, and leads to the argument that made it."""
    frozen = freeze(
        [
            call("interpreter", home="/a", argv=["b"]),
            call("static_extension", name="p.a"),
            call("dynamic_extension", name="b", path="b.so"),
            call("filesystem_importer", paths=["x", "y"]),
        ],
        LINUX,
        None,
    )

    assert origins_of(frozen) == {
        "interpreter.home": "home",
        "interpreter.argv": "argv",
        "static_extension:p.a": "name",
        "static_extension:p.a.name": "name",
        "static_extension:p.a.init": "init",
        "dynamic_extension:b": "name",
        "dynamic_extension:b.name": "name",
        "dynamic_extension:b.path": "path",
        "dynamic_extension:b.loader": "loader",
        "filesystem_importer.paths": "paths",
        "filesystem_importer.mode": "mode",
        "filesystem_importer.enabled": "enabled",
    }
    assert frozen.origins["filesystem_importer.paths"].span(1).file == "paths.1"


def test_version_and_target_in_question_are_admitted() -> None:
    """A config that is meant for what it is evaluated for has nothing to say."""
    config_of(call("compatible_with", python=">=3.11,<3.12", targets=["wasm32-wasip1", LINUX.triple]), python="3.11")


def test_open_version_is_compatible_with_every_limit() -> None:
    """While no version is chosen there is none to refuse."""
    config_of(call("compatible_with", python="<3.9"))


def test_unknown_rule_is_our_own_mistake() -> None:
    """People can't make a rule up; if one comes, configlang is wrong and says so."""
    with pytest.raises(ValueError, match="no such rule"):
        freeze([Call("no_such_rule", {})], LINUX, None)
