"""The records of the rules, against all that is written about a rule elsewhere: Starlark, classes, documentation."""

from __future__ import annotations

import ast
import re
import typing
from pathlib import Path
from typing import Any

import attrs
import pytest

from configlang.cpython.targets import Target
from configlang.findings.finding import Frame, Position, Span
from configlang.schema.arguments import argument_problem, conversions_of, parameters_of
from configlang.schema.config import PARTS, Config
from configlang.schema.freeze import freeze
from configlang.schema.freezing.whole import SETTLE
from configlang.schema.interpreter import InterpreterConfig
from configlang.schema.rules import REQUIRED, RULES, Rule
from configlang.schema.table import ARGUMENTS

ROOT = Path(__file__).parents[2]
LINUX = Target("x86_64-unknown-linux-gnu", "x86_64", "linux", "gnu")

# Starlark as these files have it is Python, as far as names and signatures go.
FUNCTIONS = {
    node.name: node
    for path in sorted((ROOT / "stdlib_rules").glob("*.bzl"))
    if path.name not in {"bound.bzl", "types.bzl"}
    for node in ast.parse(path.read_text(encoding="utf-8")).body
    if isinstance(node, ast.FunctionDef)
}
OF_PARAMETERS = [rule for rule in RULES.values() if not rule.takes_fields]
each_rule = pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
each_rule_of_parameters = pytest.mark.parametrize("rule", OF_PARAMETERS, ids=lambda rule: rule.name)


def signature(arguments: ast.arguments) -> dict[str, object]:
    """Return the parameters of a function in order, with the values of their defaults."""
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults: list[ast.expr | None] = [None] * (len(positional) - len(arguments.defaults))
    defaults += [*arguments.defaults, *arguments.kw_defaults]
    names = [argument.arg for argument in (*positional, *arguments.kwonlyargs)]
    return {
        name: REQUIRED if default is None else literal(default) for name, default in zip(names, defaults, strict=True)
    }


def literal(node: ast.expr) -> object:
    """Return the value of a default; a type goes by its name."""
    return node.id if isinstance(node, ast.Name) else ast.literal_eval(node)


def recorded(rule: Rule) -> dict[str, object]:
    """Return the parameters that a rule has by its record, with their defaults."""
    if rule.takes_fields:
        unset = InterpreterConfig()
        return {name: getattr(unset, name) for name in ARGUMENTS}
    return {parameter.name: parameter.default for parameter in rule.parameters.values()}


@each_rule
def test_signature_in_starlark_is_that_of_the_record(rule: Rule) -> None:
    """The function that people call has the parameters of the record, with its defaults and in its order."""
    arguments = FUNCTIONS[rule.name].args
    expected = recorded(rule)

    assert expected == signature(arguments)
    assert (arguments.vararg, arguments.kwarg) == (None, None)
    if rule.takes_fields:
        # Some eighty fields have no order that anybody could remember.
        assert [] == [*arguments.posonlyargs, *arguments.args]
    else:
        assert list(expected) == [argument.arg for argument in arguments.args]


STARLARK_TYPES: dict[str, str] = {
    "text": "str",
    "path": "str",
    "texts": "list[str] | tuple[str, ...]",
    "paths": "list[str] | tuple[str, ...]",
    "flag": "bool",
    "choice": "str",
    "scalar": "str | bool | int",
    "type": "typing.Any",
    "value": "str | bool | int | list[str] | tuple[str, ...]",
    "list": "list[typing.Any] | tuple[typing.Any, ...]",
}


@each_rule_of_parameters
def test_types_in_starlark_are_those_of_the_record(rule: Rule) -> None:
    """What the type checker says of an argument before the run is what its kind says after it."""
    annotated = {each.arg: each.annotation and ast.unparse(each.annotation) for each in FUNCTIONS[rule.name].args.args}

    assert annotated == {
        each.name: ("None | " if each.default is None else "") + STARLARK_TYPES[each.kind]
        for each in rule.parameters.values()
    }


@each_rule
def test_every_argument_is_handed_over_under_its_own_name(rule: Rule) -> None:
    """A rule declares under its name, and each argument as it was given, in the order of its parameters."""
    function = FUNCTIONS[rule.name]
    declared = [
        ast.literal_eval(node.args[0])
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "declare"
    ]
    # All arguments stand in one dict; `variable` has two values of its own in it too.
    values = max((node for node in ast.walk(function) if isinstance(node, ast.Dict)), key=lambda node: len(node.keys))
    pairs = [
        (ast.unparse(key), ast.unparse(value)) for key, value in zip(values.keys, values.values, strict=True) if key
    ]
    names = list(signature(function.args))

    assert [rule.name] == declared
    assert [(repr(name), name) for name in names] == pairs[: len(names)]


@each_rule
def test_page_of_the_language_shows_the_signature(rule: Rule) -> None:
    """The reference page shows what a rule takes, and describes every parameter that its neighbours don't."""
    page = (ROOT / "docs/reference/language.md").read_text(encoding="utf-8")
    section = page.partition(f"\n### `{rule.name}`\n")[2].partition("\n### ")[0]
    call = ast.parse(re.findall(r"```text\n(.*)\n```", section)[0]).body[0]
    assert isinstance(call, ast.Expr)
    assert isinstance(call.value, ast.Call)
    shown: dict[str | None, object] = {ast.unparse(each): REQUIRED for each in call.value.args}
    shown |= {each.arg: literal(each.value) for each in call.value.keywords if each.arg}

    assert rule.name == ast.unparse(call.value.func)
    if rule.takes_fields:
        assert {"profile": recorded(rule)["profile"]} == shown
    else:
        assert list(recorded(rule).items()) == list(shown.items())
        described = re.findall(r"^- `(\w+)`: ", section, re.MULTILINE)
        assert described == [name for name in shown if name in described]
        assert {"name"} >= set(shown) - set(described)
    assert rule.is_single == ("At most once." in section)


@each_rule
def test_every_rule_is_frozen(rule: Rule) -> None:
    """A rule has a function that settles its calls, and a class for it, which the config's attribute has."""
    assert set(RULES) == set(SETTLE)
    assert (rule.sets is not None) == (rule.name in PARTS)
    assert rule.sets is None or PARTS[rule.name] is part_of(rule)


def part_of(rule: Rule) -> type:
    """Return the class of what a rule makes: that of the config's attribute, or of the elements of a tuple there."""
    declared = typing.get_type_hints(Config)[str(rule.sets)]
    part, *others = typing.get_args(declared) or (declared, type(None))
    assert others == [type(None) if rule.is_single else ...]
    assert isinstance(part, type)
    return part


@pytest.mark.parametrize("rule", [each for each in OF_PARAMETERS if each.sets is not None], ids=lambda rule: rule.name)
def test_class_holds_what_the_rule_takes(rule: Rule) -> None:
    """A part of the config has an attribute per parameter, with the same default and the same choices."""
    part = part_of(rule)
    attributes, types = attrs.fields_dict(part), typing.get_type_hints(part)

    for parameter in rule.parameters.values():
        attribute = attributes[parameter.name]
        if attribute.default is not attrs.NOTHING:
            assert attribute.default == conversions_of(rule.name)[parameter.name](parameter.default)[0]
        if parameter.kind in {"choice", "type"}:
            kinds = [kind for kind in typing.get_args(types[parameter.name]) if typing.get_args(kind)]
            assert parameter.choices == typing.get_args(kinds[0] if kinds else types[parameter.name])
        assert bool(parameter.choices) == (parameter.kind in {"choice", "type"})


# Values of all types, as the rules hand them over: of what is neither a scalar nor a list, the type alone.
SAMPLES: list[Any] = [
    *(None, True, False, 0, 1, -1, 10**30, "", "a", "a\0b", "filesystem", "replace", "python", "1"),
    *([], ["a"], ["a", ""], ["a", "b\0"], ["a", 1], [None], [{"type": "list"}]),
    *({"type": name} for name in ("int", "float", "dict", "function", "struct")),
]
OF_VALUES = {"wrong-type", "unknown-value", "out-of-range", "nul-in-string", "empty-path"}
"""The codes that say of a value alone that an argument does not admit it."""


@attrs.frozen
class Call:
    """One declaration whose places say which argument and element they are of."""

    rule: str
    values: dict[str, Any]
    stack: tuple[Frame, ...] = ()

    def span(self, argument: str | None = None, element: int | None = None) -> Span:
        """Return a place that is the argument's own."""
        return Span(f"{argument}[{element}]", Position(0, 0), Position(0, 1))


def right_values(rule: Rule) -> dict[str, Any]:
    """Return arguments that are right, for a rule to be called with one of them exchanged."""
    values = {name: default for name, default in recorded(rule).items() if default is not REQUIRED}
    if rule.takes_fields:
        # Fields are handed over where they are set.
        return {}
    if rule.name == "variable":
        return {"name": "a", **values, "default": "a", "given": None, "value": "a"}
    if rule.name == "environment_variable":
        return {"name": "a", **values, "value": "a"}
    return {**{name: "a" for name in rule.parameters if name not in values}, **values}


ALL_ARGUMENTS = [(rule, argument) for rule in RULES for argument in parameters_of(rule)]


@pytest.mark.parametrize(("rule", "argument"), ALL_ARGUMENTS)
def test_literal_is_judged_as_the_value_is(rule: str, argument: str) -> None:
    """What is said of a literal before the run is what freezing says of the same value after it, and at that place."""
    for sample in SAMPLES:
        declaration = Call(rule, {**right_values(RULES[rule]), argument: sample})
        found = [
            finding
            for finding in freeze([declaration], LINUX, None).findings
            if finding.span is not None and finding.span.file.startswith(f"{argument}[")
        ]
        problem = argument_problem(rule, argument, sample)

        if problem is None:
            # The whole of `values` must be of one type, and a `default` of its `type`: no matter of one value.
            is_apart = argument == "values" or (rule, argument) == ("host_value", "default")
            expected = OF_VALUES - {"wrong-type"} if is_apart else OF_VALUES
            assert set() == expected & {finding.code for finding in found}, sample
        else:
            span = declaration.span(argument, problem.element)
            assert [(problem.code, problem.message, problem.hint, span)] == [
                (finding.code, finding.message, finding.hint, finding.span) for finding in found
            ], sample


def test_function_of_people_with_the_name_of_a_rule_is_left_alone() -> None:
    """What the rule does not know of is no mistake in a call of another function."""
    assert argument_problem("static_extension", "no_such_parameter", 1) is None
    assert argument_problem("interpreter", "no_such_field", 1) is None
