"""Values that the host passes: the members of its struct, and how they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from configlang.outputs.host.c.text import WIDTH, comment
from configlang.outputs.host.plan import FromHost, Plan
from configlang.schema.config import HostValue
from configlang.schema.texts import (
    HOST_MARK,
    ORIGIN,
    PLAIN_ORIGIN,
    written_form,
)


def values(plan: Plan, literal: Callable[[str], str], prefix: str) -> dict[str, str]:
    """Return what the placeholders of the parts stand for, by name."""
    return {
        "HOSTMARK": literal(HOST_MARK),
        "HOSTMEMBERS": "".join(line for value in plan.host_values for line in _members(value)),
        "NEEDED": "".join(
            line for value in plan.host_values if value.must_be_passed for line in _needed(value, prefix)
        ),
        "VALUES": "".join(_additions(plan, literal, prefix)) if plan.is_hosted else "",
    }


def take(number: FromHost, prefix: str) -> list[str]:
    """Return the beginning of a block for a number that the host has passed and that is in range."""
    limits = f'{number.least}, {number.most}LL, "{number.name}", status'
    return [
        f"    if (result == {prefix.upper()}_OK && host != NULL && host->{number.name} != NULL) {{",
        f"        result = {prefix}_in_range(*host->{number.name}, {limits});",
    ]


# The struct


def _members(value: HostValue) -> Iterator[str]:
    said = _said(value)
    name = value.name
    if value.type == "str":
        yield from _member(f"const char *{name};", said)
        yield f"    const wchar_t *w{name};\n"
    elif value.type == "list[str]":
        yield from _member(f"const char *const *{name};", f"{said}; ends with NULL")
        yield f"    const wchar_t *const *w{name};\n"
    else:
        kind = "long long" if value.type == "int" else "int"
        yield from _member(f"const {kind} *{name};", said)


def _member(declared: str, said: str) -> Iterator[str]:
    line = f"    {declared:<27} /* {said} */\n"
    if len(line) <= WIDTH:
        yield line
    else:
        # A comment has no place where it may not be broken.
        lines = _wrapped(f"/* {said} */", WIDTH - 4)
        yield from (f"    {' * ' if index else ''}{each}\n" for index, each in enumerate(lines))
        yield f"    {declared}\n"


def _wrapped(text: str, width: int) -> list[str]:
    from textwrap import wrap

    return wrap(text, width - 3, break_long_words=False)


def _said(value: HostValue) -> str:
    doc = comment(value.doc).strip().rstrip(".")
    if value.must_be_passed:
        fate = "must be passed"
    elif value.default is None:
        fate = "NULL: what is made of it stays unset"
    else:
        fate = f"NULL: {_shown(value.default)}"
    kind = {"int": "a number; ", "bool": "0 or 1; "}.get(value.type, "")
    return f"{doc + '; ' if doc else ''}{kind}{fate}"


def _shown(default: object) -> str:
    if isinstance(default, bool):
        return str(int(default))
    if isinstance(default, int):
        return str(default)
    if isinstance(default, tuple):
        return comment(", ".join(f'"{each}"' for each in default)) or "none"
    return comment(f'"{default}"')


def _is_missing(value: HostValue) -> str:
    """Return the condition that the host has not passed a value."""
    if value.is_text:
        return f"(host->{value.name} == NULL && host->w{value.name} == NULL)"
    return f"host->{value.name} == NULL"


def _needed(value: HostValue, prefix: str) -> Iterator[str]:
    yield f"    if (host == NULL || {_is_missing(value)}) {{\n"
    yield f'        return {prefix}_fail(status, "{value.name}", "the host must pass a value");\n'
    yield "    }\n"


# What texts are made of


def _additions(plan: Plan, literal: Callable[[str], str], prefix: str) -> Iterator[str]:
    """Yield the lines that add what each mark stands for."""
    okay = f"result == {prefix.upper()}_OK"
    if plan.marks_origin:
        yield f"    if ({okay}) {{\n"
        yield _add(literal(ORIGIN.value), f"{prefix}_origin(host, status)", prefix)
        yield "    }\n"
    if plan.marks_plain_origin:
        yield f"    if ({okay}) {{\n"
        yield _add(literal(PLAIN_ORIGIN), f"{prefix}_expand_values({literal(ORIGIN.value)}, values, 1)", prefix)
        yield "    }\n"
    for value in plan.host_values:
        if value.type == "str":
            yield from _add_text(value, literal, prefix)
        elif value.type == "list[str]":
            yield from _add_list(value, literal, prefix)


def _add(mark: str, text: str, prefix: str) -> str:
    return f"        result = {prefix}_add_value(&values, &end, {mark}, {text}, status);\n"


def _add_text(value: HostValue, literal: Callable[[str], str], prefix: str) -> Iterator[str]:
    name, mark = value.name, literal(written_form(value.text))
    okay = f"result == {prefix.upper()}_OK"
    yield f"    if ({okay} && host != NULL && !{_is_missing(value)}) {{\n"
    yield _add(mark, f'{prefix}_host_text(host->{name}, host->w{name}, "{name}", status)', prefix)
    yield "    }\n"
    for text in value.default_texts:
        yield f"    else if ({okay}) {{\n"
        yield _add(mark, f"{prefix}_expand_values({literal(text)}, values, 0)", prefix)
        yield "    }\n"


def _add_list(value: HostValue, literal: Callable[[str], str], prefix: str) -> Iterator[str]:
    name, mark = value.name, literal(written_form(value.text))
    okay = f"result == {prefix.upper()}_OK"
    yield f"    if ({okay} && host != NULL && !{_is_missing(value)}) {{\n"
    yield "        size_t index;\n"
    yield (
        f"        for (index = 0; {okay} && (host->w{name} != NULL ? host->w{name}[index] != NULL"
        f" : host->{name}[index] != NULL); index++) {{\n"
    )
    wide = f"host->w{name} != NULL ? host->w{name}[index] : NULL"
    narrow = f"host->w{name} != NULL ? NULL : host->{name}[index]"
    yield "    " + _add(mark, f'{prefix}_host_text({narrow}, {wide}, "{name}", status)', prefix)
    yield "        }\n"
    yield "    }\n"
    if value.default_texts:
        yield f"    else if ({okay}) {{\n"
        for each in value.default_texts:
            yield f"        if ({okay}) {{\n"
            yield "    " + _add(mark, f"{prefix}_expand_values({literal(each)}, values, 0)", prefix)
            yield "        }\n"
        yield "    }\n"
