"""The generated files of the rules: how they are made of the others, and that both bindings of a rule do the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest

from configlang.language.declarations import parse_stack
from configlang.language.engine import Engine
from configlang.language.rules import PREDECLARED, PRELUDE, Rules
from configlang.project.labels import Label
from configlang.schema.arguments import parameters_of
from configlang.schema.rules import RULES
from tools import stdlib_rules

FOLDER = Path(__file__).parents[2] / "stdlib_rules"
FILES = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.bzl"))}
TARGET = {"triple": "x86_64-unknown-linux-gnu", "arch": "x86_64", "os": "linux", "env": "gnu", "python": None}

# Every rule with every argument, of types that come through whatever the rule wants: what is wrong is said later.
VALUES = ('"a"', "1.5", '(1, "b", None)', "1 << 70", "{}", "TARGET.triple")
CALLS = [
    f"{rule}({', '.join(f'{name} = {value}' for name, value in zip(parameters_of(rule), cycle(VALUES), strict=False))})"
    for rule in RULES
]


def rules(declared: list[str]) -> tuple[Engine, Rules]:
    """Return an engine with the rules; what a loaded file declares goes to the list."""
    engine = Engine(200, lambda: None)
    natives: dict[str, Callable[..., object]] = {
        "_native_declare": declared.append,
        "_native_print": print,
        "_native_go_by_version": lambda: None,
    }
    return engine, Rules(engine, natives, {"_native_target": TARGET, "_native_variables": {}})


def test_both_bindings_of_a_rule_hand_over_the_same() -> None:
    """The config file and a file that it loads get the same rules, which declare the same."""
    declared: list[str] = []
    engine, both = rules(declared)
    module, collect = both.config_module({})

    module.run(engine.parse_program("m0", "\n".join(CALLS)))
    both.loaded_module({}).run(engine.parse_program("m1", "\n".join(CALLS)))

    of_config = [(rule, values) for rule, _, values in json.loads(str(collect(0)))]
    assert list(RULES) == [rule for rule, _ in of_config]
    assert of_config == [(rule, values) for rule, _, values in map(json.loads, declared)]


def test_rules_that_are_run_once_serve_several_evaluations() -> None:
    """What one evaluation declares in turn with another goes to that one, and each sees its own target."""
    lists: list[list[str]] = [[], [], []]
    targets = [TARGET, TARGET, {**TARGET, "os": "windows"}]
    modules = []
    for declared, target in zip(lists, targets, strict=True):
        engine, _ = rules([])
        natives: dict[str, Callable[..., object]] = {
            "_native_declare": declared.append,
            "_native_print": print,
            "_native_go_by_version": print,
        }
        both = Rules(engine, natives, {"_native_target": target, "_native_variables": {}})
        modules.append((engine, both.loaded_module({})))

    for number in range(2):
        for engine, module in modules:
            module.run(engine.parse_program("m1", f'static_extension(TARGET.os + "_{number}")'))

    names = [[json.loads(text)[2]["name"] for text in declared] for declared in lists]
    assert names == [["linux_0", "linux_1"], ["linux_0", "linux_1"], ["windows_0", "windows_1"]]


def test_declarations_are_handed_over_in_parts() -> None:
    """What the config file declares comes in order from an index on, in parts, and nothing behind the last."""
    engine, both = rules([])
    module, collect = both.config_module({})

    module.run(engine.parse_program("m0", '[static_extension(name = "m%d" % number) for number in range(1500)]'))

    parts = [json.loads(str(collect(start))) for start in (0, 1000, 1500)]
    assert [1000, 500, 0] == [len(part) for part in parts]
    names = [values["name"] for part in parts for _, _, values in part]
    assert [f"m{number}" for number in range(1500)] == names


def test_stack_of_a_declaration_ends_where_a_rule_was_called() -> None:
    """What is handed over of the stack holds people's calls alone, also behind helpers and where a rule is a value."""
    engine, both = rules([])
    module, collect = both.config_module({})
    text = """\
def plain(name):
    static_extension(name = name)

def passed(rule, name):
    rule(name = name)

plain("a")
passed(static_extension, "b")
partial(static_extension, name = "c")()
[static_extension(name = name) for name in ["d"]]
"""

    module.run(engine.parse_program("m0", text))

    stacks = [parse_stack(stack) for _, stack, _ in json.loads(str(collect(0)))]
    assert [
        [("m0", 6, "<module>"), ("m0", 1, "plain")],
        [("m0", 7, "<module>"), ("m0", 4, "passed")],
        [("m0", 8, "<module>")],
        [("m0", 9, "<module>")],
    ] == [[frame for frame in stack if frame[0] == "m0"] for stack in stacks]
    assert not any(module.startswith("@stdlib") for stack in stacks for module, _, _ in stack)


def test_what_only_our_files_load_is_not_there_for_people() -> None:
    """A rule that is bound to nothing, and native functions, are no use to anybody, nor any hint that leads there."""
    _, both = rules([])

    private = [Label(is_stdlib=True, folder="", file=name) for name in ("bound.bzl", "internal.bzl", "types.bzl")]
    assert [False] * 3 == [both.has(label) for label in private]
    assert set() == {str(label) for label in private} & set(both.loadable())
    assert {f"@stdlib//:{name}" for name in FILES} - {str(label) for label in private} == set(both.loadable())


def test_names_are_those_of_the_records_and_what_is_no_rule() -> None:
    """Every rule is predeclared, and beside them there are the target and ``print``."""
    assert (*RULES, "TARGET", "print") == PREDECLARED


MISTAKES = [
    "TARGET.nothing",
    "TARGET.version.nothing()",
    "print(sep = 1)",
    "len(TARGET)",
    *(f"{name}(nothing = 1)" for name in RULES),
    *(f"{name}(**1)" for name in RULES),
    *(f"{name}({{}})" for name in RULES),
    *(f"{name} + 1" for name in PREDECLARED),
    *(f"{name}().nothing" for name in RULES),
    *(f"[{name}()].nothing" for name in RULES),
    *(f"{rule}({name} = {value})" for rule in RULES for name in parameters_of(rule) for value in ("1.5", "[1]")),
]


def test_types_are_those_of_the_rules() -> None:
    """What the type checker reads for the predeclared names has it say what the rules themselves have it say."""
    engine, both = rules([])
    names = ", ".join(f'"{name}"' for name in PREDECLARED)
    load = f'load("p", {names})'
    program = "\n".join([load, "def f():", *(f"    {mistake}" for mistake in MISTAKES)])

    prelude, types = (
        [str(error) for error in engine.typecheck(engine.parse("m", program), {"p": known})[0]]
        for known in (both.interface(PRELUDE), both.predeclared())
    )

    assert len(prelude) > len(MISTAKES) / 2
    assert prelude == types


FAMILY = """\
\"\"\"A family.\"\"\"

load(":internal.bzl", "declare", "frozen_list")

# Of no use at run time.
_LIMITS = (
    1,
    2,
)

def _plain():
    return 1

def _declare(name):
    \"\"\"Declares.\"\"\"

    # Kept.
    declare("variable", {"name": name})

def variable(name):
    \"\"\"Declares.

    Args:
        name: A name.
    \"\"\"
    _declare(name)
"""


def test_what_declares_is_moved_into_the_function() -> None:
    """A function that declares through another one needs that one's list too; the rest stays global, docstrings go."""
    text = stdlib_rules.bound({"family.bzl": FAMILY, "other.bzl": "def f():\n    pass\n"})
    top, _, bind = text.partition("\ndef bind():\n")

    assert 'load(":internal.bzl", "TARGET", "frozen_list", "plain_values", "print")\n' in top
    assert "\n_LIMITS = (\n    1,\n    2,\n)\n\ndef _plain():\n    return 1\n" in top
    assert '    def _declare(name):\n        # Kept.\n        declare("variable", {"name": name})\n\n' in bind
    assert "    def variable(name):\n        _declare(name)\n" in bind
    assert "def f()" not in text


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"family.bzl": FAMILY, "twin.bzl": FAMILY}, "two files of rules define _LIMITS, _declare, _plain, variable"),
        ({"family.bzl": FAMILY.replace("def variable", "def varible")}, "no record of varible"),
        ({"family.bzl": FAMILY + 'load(":other.bzl", "x")\n'}, "family.bzl loads :other.bzl"),
        ({"family.bzl": FAMILY + "if True:\n    pass\n"}, "family.bzl:27: neither a function"),
        ({"family.bzl": FAMILY + '    _declare("""\n""")\n'}, "family.bzl:27: a text of several lines"),
    ],
)
def test_what_can_not_be_taken_over_is_refused(files: dict[str, str], message: str) -> None:
    """The generator says what it does not understand, instead of writing rules that do something else."""
    with pytest.raises(ValueError, match=message):
        stdlib_rules.bound(files)


def test_every_predeclared_name_has_a_home() -> None:
    """A record without its function in Starlark is found out when the files are made."""
    files = {name: text for name, text in FILES.items() if name != "importers.bzl"}

    with pytest.raises(ValueError, match="no file defines filesystem_importer, oxidized_importer"):
        stdlib_rules.prelude(files)
