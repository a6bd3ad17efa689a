"""
Values that the host passes: the members of its struct, and how they are read.

The function for pyembed has the same members, and reads them in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from configlang.outputs.host.plan import FromHost, Plan
from configlang.outputs.host.rust.layout import Node, statement
from configlang.outputs.host.rust.part import part
from configlang.outputs.layout import string
from configlang.schema.config import HostValue
from configlang.schema.texts import AT_ORIGIN, PLAIN_ORIGIN, written_form

_TYPES = {"str": "{}", "int": "i64", "bool": "bool", "list[str]": "Vec<{}>"}
_WIDTH = 96
"""How long the lines of a comment are."""


def members(declared: Iterable[HostValue], text: str = "OsString") -> str:
    """
    Return the members of the host's struct, with what is said of them.

    Args:
        declared: The values.
        text: The type of a text, as it is named there.
    """
    return "".join(line for value in declared for line in _member(value, text))


def _member(value: HostValue, text: str) -> Iterator[str]:
    from textwrap import wrap

    for line in wrap(_said(value), _WIDTH - 8, break_long_words=False):
        yield f"    /// {line}\n"
    yield f"    pub {value.name}: Option<{_TYPES[value.type].format(text)}>,\n"


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


def needed(declared: Iterable[HostValue], depth: int = 0) -> str:
    """
    Return the function that looks for what must be passed.

    Args:
        declared: The values.
        depth: How far it will be indented.
    """
    return part("host_passed", NEEDED="".join(_needed(each.name, depth) for each in declared if each.must_be_passed))


def _needed(name: str, depth: int) -> str:
    failure = _nested(8, depth, Node("return Err(Error::failed", (string(name), "message"), ")"))
    return f"    if host.{name}.is_none() {{\n{failure}    }}\n"


def _nested(indent: int, depth: int, call: Node) -> str:
    """Return a statement that is laid out for where it will stand."""
    return "".join(line[depth:] for line in statement(indent + depth, call).splitlines(keepends=True))


def take(member: str, number: FromHost, indent: int) -> str:
    """Return the statements that set a number which the host has passed."""
    start = " " * indent
    seed = f"{start}    (*config).use_hash_seed = 1;\n" if number.setting.member == "hash_seed" else ""
    given = "i64::from(value)" if number.is_flag else "value"
    value = checked(given, number.name, number.least, number.most, indent + 4)
    value += f"{start}    {member} = value as _;\n"
    return f"{start}if let Some(value) = host.{number.name} {{\n{value}{seed}{start}}}\n"


def checked(given: str, name: str, least: int, most: int, indent: int) -> str:
    """Return the statement that sees to the limits of a number which the host has passed."""
    return statement(indent, Node("let value = in_range", (given, f"{least}", f"{most}", string(name)), "?"))


def values_of(plan: Plan) -> str:
    """Return what collects the values of a plan."""
    origin = "origin(host)?.into_os_string()" if plan.marks_origin else None
    return values(plan.host_values, origin, marks_plain_origin=plan.marks_plain_origin)


def values(declared: Iterable[HostValue], origin: str | None, *, marks_plain_origin: bool, depth: int = 0) -> str:
    """
    Return the function that collects what marks in texts stand for.

    Args:
        declared: The values.
        origin: What makes the folder of the executable; None where no text has its mark.
        marks_plain_origin: Whether a text has the mark and means it as it is.
        depth: How far it will be indented.
    """
    texts = [value for value in declared if value.is_text]
    body = "".join(_marks_of_origin(origin, marks_plain_origin=marks_plain_origin))
    body += "".join(line for value in texts for line in _pushed(value, depth))
    return part("values", HOST="host" if "host" in body.replace("HOST", "") else "_host", VALUES=body)


def _marks_of_origin(origin: str | None, *, marks_plain_origin: bool) -> Iterator[str]:
    if origin is not None:
        yield f"    values.push(({string(AT_ORIGIN)}, {origin}));\n"
    if marks_plain_origin:
        yield f"    values.push(({string(PLAIN_ORIGIN)}, OsString::from({string(written_form(AT_ORIGIN))})));\n"


def _pushed(value: HostValue, depth: int) -> Iterator[str]:
    mark = string(written_form(value.text))
    given = "text" if value.type == "str" else "texts"
    yield f"    if let Some({given}) = &host.{value.name} {{\n"
    if value.type == "str":
        yield _nested(8, depth, Node("values.push", (f"({mark}, text.clone())",)))
    else:
        yield f"        for text in texts {{\n            values.push(({mark}, text.clone()));\n        }}\n"
    if value.default_texts:
        yield "    } else {\n"
        for each in value.default_texts:
            expanded = (string(each), "&values")
            yield _nested(8, depth, Node("let text = expand_values_os", expanded))
            yield "        let text = text.unwrap_or_default();\n"
            yield f"        values.push(({mark}, text));\n"
    yield "    }\n"
