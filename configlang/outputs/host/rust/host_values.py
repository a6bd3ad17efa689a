"""Values that the host passes: the members of its struct, and how they are read."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.outputs.host.plan import FromHost, Plan
from configlang.outputs.host.rust.layout import Node, statement
from configlang.outputs.host.rust.part import part
from configlang.outputs.layout import string
from configlang.schema.config import HostValue
from configlang.schema.texts import AT_ORIGIN, PLAIN_ORIGIN, written_form

_TYPES = {"str": "OsString", "int": "i64", "bool": "bool", "list[str]": "Vec<OsString>"}
_WIDTH = 96
"""How long the lines of a comment are."""


def members(plan: Plan) -> str:
    """Return the members of the host's struct, with what is said of them."""
    return "".join(line for value in plan.host_values for line in _member(value))


def _member(value: HostValue) -> Iterator[str]:
    from textwrap import wrap

    for line in wrap(_said(value), _WIDTH - 8, break_long_words=False):
        yield f"    /// {line}\n"
    yield f"    pub {value.name}: Option<{_TYPES[value.type]}>,\n"


def _said(value: HostValue) -> str:
    # No text may end the comment or hide in it.
    doc = "".join(each if each.isprintable() and each.isascii() else " " for each in value.doc).strip().rstrip(".")
    if value.must_be_passed:
        fate = "It must be passed."
    elif value.default is None:
        fate = "None: what is made of it stays unset."
    else:
        fate = f"None: `{_shown(value.default)}`."
    return f"{doc}. {fate}" if doc else fate


def _shown(default: object) -> str:
    if isinstance(default, bool):
        return str(default).lower()
    if isinstance(default, tuple):
        return f"[{', '.join(map(string, default))}]".replace("`", "'")
    return (string(default) if isinstance(default, str) else str(default)).replace("`", "'")


def needed(plan: Plan) -> str:
    """Return the function that looks for what must be passed."""
    names = [value.name for value in plan.host_values if value.must_be_passed]
    return part("host_passed", NEEDED="".join(map(_needed, names)))


def _needed(name: str) -> str:
    failure = statement(8, Node("return Err(Error::failed", (string(name), "message"), ")"))
    return f"    if host.{name}.is_none() {{\n{failure}    }}\n"


def take(member: str, number: FromHost, indent: int) -> str:
    """Return the statements that set a number which the host has passed."""
    start = " " * indent
    limits = (f"{number.least}", f"{number.most}", string(number.name))
    seed = f"{start}    (*config).use_hash_seed = 1;\n" if number.setting.member == "hash_seed" else ""
    given = "i64::from(value)" if number.is_flag else "value"
    value = statement(indent + 4, Node("let value = in_range", (given, *limits), "?"))
    value += f"{start}    {member} = value as _;\n"
    return f"{start}if let Some(value) = host.{number.name} {{\n{value}{seed}{start}}}\n"


def values(plan: Plan) -> str:
    """Return the function that collects what marks in texts stand for."""
    body = "".join(_values(plan))
    return part("values", HOST="host" if "host" in body.replace("HOST", "") else "_host", VALUES=body)


def _values(plan: Plan) -> Iterator[str]:
    if plan.marks_origin:
        yield f"    values.push(({string(AT_ORIGIN)}, origin(host)?.into_os_string()));\n"
    if plan.marks_plain_origin:
        yield f"    values.push(({string(PLAIN_ORIGIN)}, OsString::from({string(written_form(AT_ORIGIN))})));\n"
    for value in plan.host_values:
        if value.type in {"str", "list[str]"}:
            yield from _pushed(value)


def _pushed(value: HostValue) -> Iterator[str]:
    mark = string(written_form(value.text))
    given = "text" if value.type == "str" else "texts"
    yield f"    if let Some({given}) = &host.{value.name} {{\n"
    if value.type == "str":
        yield statement(8, Node("values.push", (f"({mark}, text.clone())",)))
    else:
        yield f"        for text in texts {{\n            values.push(({mark}, text.clone()));\n        }}\n"
    if value.default_texts:
        yield "    } else {\n"
        for each in value.default_texts:
            expanded = (string(each), "&values")
            yield statement(8, Node("let text = expand_values_os", expanded))
            yield "        let text = text.unwrap_or_default();\n"
            yield f"        values.push(({mark}, text));\n"
    yield "    }\n"
