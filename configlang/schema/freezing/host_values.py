"""Values that the host passes at run time: what they are, and what may be made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from configlang.findings.problem import Problem
from configlang.findings.suggest import did_you_mean, join_words
from configlang.schema.field import Field, Kind, Place
from configlang.schema.freezing.call import Call
from configlang.schema.names import is_identifier, is_reserved_word
from configlang.schema.rules import RULES
from configlang.schema.table import ARGUMENTS
from configlang.schema.texts import HOST_MARK, RuntimeText, host_parts, whole_value
from configlang.schema.values import convert_field, show_type, with_article

MEMBERS = frozenset({"argc", "argv", "args", "origin", "home", "executable"})
"""The members that the struct of every host has; in C each text has a wide one too, with a ``w`` before its name."""


def settle_host_value(call: Call) -> None:
    """Refuse a name that no member of a struct can have, and a default of another type."""
    name = call.values.get("name")
    if name is not None:
        if not is_identifier(name) or is_reserved_word(name) or name.startswith("_"):
            what = "no member of a struct in C and Rust can be called so"
            hint = "write an identifier without a `_` at its beginning, and no keyword of C, C++ or Rust"
            _refuse_name(call, name, what, hint)
        elif name in MEMBERS or (name[1:] in MEMBERS and name[0] == "w"):
            _refuse_name(call, name, "the struct of every host has a member of this name", "choose another name")
    if {"type", "default"} <= call.values.keys() and call.values["default"] is not None:
        _settle_default(call, call.values["type"], call.values["default"])


def _refuse_name(call: Call, name: str, what: str, hint: str) -> None:
    call.refuse(Problem(code="bad-host-value", message=f'`name`: "{name}": {what}', paths=("name",), hint=hint))


def _settle_default(call: Call, kind: str, default: object) -> None:
    if kind == "list[str]":
        is_right = isinstance(default, tuple) and all(isinstance(each, str) for each in default)
    else:
        is_right = type(default).__name__ == kind
    texts = default if isinstance(default, tuple) else (default,)
    if not is_right:
        shown = "a list" if isinstance(default, tuple) else show_type(default)
        message = f"`default`: got {shown}, wanted is a value of the `type` {kind}"
        hint = f"give `type = {type(default).__name__}` as well" if kind == "str" else None
        call.refuse(Problem(code="wrong-type", message=message, paths=("default",), hint=hint))
    elif any(isinstance(each, str) and HOST_MARK in each for each in texts):
        message = "`default`: it is made of another value of the host, which may be missing as well"
        call.refuse(Problem(code="bad-host-value", message=message, paths=("default",), hint="write a fixed text"))


def settle_uses(declarations: Sequence[Call], uses: Iterable[Call]) -> None:
    """
    Refuse what is declared twice in different ways, and what can't be made of a value.

    Args:
        declarations: The calls of the rule; where they are a list, one is kept of those that are equal.
        uses: The calls with arguments that are made of values of the host.
    """
    declared = _declared(declarations)
    for call in uses:
        for argument, index, text in _runtime_texts(call):
            fault = _fault(call, argument, index, text, declared)
            if fault is not None:
                call.refuse(fault._replace(paths=(argument,), element=index))


def _declared(calls: Sequence[Call]) -> dict[str, Call]:
    """Return the declarations by name, of those that are right so far."""
    declared: dict[str, Call] = {}
    kept = []
    for call in calls:
        # Of one whose name is refused nothing more is said.
        name = str(call.values.get("name", call.given.get("name")))
        first = declared.get(name)
        if first is None or "name" not in call.values:
            kept.append(call)
            declared.setdefault(name, call)
        elif first.values != call.values:
            kept.append(call)
            message = f"the value `{call.values['name']}` of the host is declared a second time, in another way"
            call.refuse(
                Problem(
                    code="duplicate-declaration",
                    message=message,
                    paths=("name",),
                    hint="declare it once, and use what `host_value` returned",
                )
            )
    if isinstance(calls, list):
        calls[:] = kept
    return declared


def _runtime_texts(call: Call) -> Iterator[tuple[str, int | None, RuntimeText]]:
    """Yield each text that is made of a value of the host, with its argument and its place in a list."""
    found: list[tuple[str, int | None, RuntimeText]] = []
    for argument, value in call.values.items():
        if isinstance(value, tuple):
            found += [(argument, index, each) for index, each in enumerate(value) if host_parts(each)]
        elif host_parts(value):
            found.append((argument, None, value))
    # Those that are wrong are taken out.
    yield from found


def _fault(
    call: Call, argument: str, index: int | None, text: RuntimeText, declared: Mapping[str, Call]
) -> Problem | None:
    """Return what is wrong with a text of a call."""
    for name in host_parts(text):
        if name not in declared:
            message = f"`{argument}`: there is no value `{name}` of the host"
            hint = did_you_mean(name, declared) or f'declare it with `host_value("{name}")`, which returns this text'
            return Problem(code="unknown-host-value", message=message, hint=hint)
    field = ARGUMENTS[argument] if RULES[call.rule].takes_fields else None
    if field is not None and (fault := _unhostable(field)):
        return Problem(code="bad-host-value", message=f"`{argument}`: {fault[0]}", hint=fault[1])
    for name in host_parts(text):
        kind = declared[name].values.get("type")
        fault_of_type = kind and _wrong_type(field, text, kind, is_element=index is not None)
        if fault_of_type:
            what, hint = fault_of_type
            return Problem(code="bad-host-value", message=f"`{argument}`: `{name}` {what}", hint=hint)
        default = declared[name].values.get("default")
        if field is not None and kind in {"int", "bool"} and default is not None:
            problem = convert_field(field, default)[1]
            if problem is not None:
                message = f"{problem.message}, by the default of the host's `{name}`"
                return problem._replace(message=message)
    return None


def _unhostable(field: Field) -> tuple[str, str] | None:
    """Return why no value of the host can decide a field, and what to do."""
    if field.name == "argv":
        return "the host passes its command line anyway", "leave it unset"
    if field.name in {"exe", "origin"}:
        return "the host passes that anyway", "leave it unset, and set the member of the host's struct"
    if field.name == "tcl_library" or (field.c_members and field.kind is not Kind.CHOICE):
        return None
    if field.place is Place.OUTER or field.kind is Kind.CHOICE:
        return (
            "it decides what code is generated, before any program runs",
            "write it out, or take it from a `variable`",
        )
    return None


_WANTED = {Kind.BOOL: {"bool"}, Kind.INT: {"int"}, Kind.LEVEL: {"int"}}


def _wrong_type(field: Field | None, text: RuntimeText, kind: str, *, is_element: bool) -> tuple[str, str] | None:
    """Return what is wrong with a value of a type in its place, and what to do."""
    if field is not None and field.kind in _WANTED:
        wanted = _WANTED[field.kind] | ({"int"} if field.maximum is not None else set())
        if kind in wanted:
            return None
        shown = join_words(map(with_article, sorted(wanted)), "or")
        return (
            f"is {with_article(kind)} of the host, and the field takes {shown}",
            f"declare it with `type = {min(wanted)}`",
        )
    if kind == "str":
        return None
    if kind == "list[str]" and is_element and whole_value(text):
        return None
    if kind == "list[str]":
        return "is a list of the host, which is taken whole", "join it with other lists by `+`"
    return f"is {with_article(kind)} of the host, and no text", "declare it with `type = str`, and pass it as a text"
