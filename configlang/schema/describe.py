"""What there is to say of a field, in words: for its reference entry, and for who asks for it at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.schema.field import Field, Kind, Place
from configlang.schema.texts import ORIGIN

_TYPES = {
    Kind.BOOL: "bool",
    Kind.INT: "int",
    Kind.STR: "str",
    Kind.PATH: "str, a path",
    Kind.CHOICE: "str",
    Kind.LEVEL: "int",
    Kind.STR_LIST: "list of str",
    Kind.PATH_LIST: "list of str, paths",
    Kind.OS_STR_LIST: "list of str",
}
_RUST_TYPES = {
    Kind.BOOL: "bool",
    Kind.INT: "c_ulong",
    Kind.STR: "String",
    Kind.PATH: "PathBuf",
    Kind.STR_LIST: "Vec<String>",
    Kind.PATH_LIST: "Vec<PathBuf>",
    Kind.OS_STR_LIST: "Vec<OsString>",
}
_UNDECIDED = -1
_NOT_EXPANDED = "expanded by the outputs for C and `rust-ffi`; refused by those for pyembed, which takes it for a name"


def facts_of(field: Field) -> Iterator[tuple[str, str]]:
    """Give what is known of a field beside its documentation: a label, and a text in Markdown without line ends."""
    yield "Type", _type(field)
    if unset := _unset(field):
        yield "Unset", unset
    if field.place is Place.CPYTHON:
        yield "pyembed", "has no such field"
    else:
        yield "pyembed", f"`{field.place.value}.{field.name}`, `{rust_type(field)}`"
    if field.c_members:
        yield "C", f"{members_of(field)}{_availability(field)}"
    if field.kind in {Kind.PATH, Kind.PATH_LIST} and field.place is not Place.CPYTHON:
        yield f"`{ORIGIN.value}`", "expanded by every output" if field.expands_origin else _NOT_EXPANDED
    if field.aliases:
        yield "Known elsewhere as", ", ".join(f"`{alias}`" for alias in field.aliases)
    if field.opposites:
        yield "Known elsewhere by its opposite", ", ".join(f"`{name}`" for name in field.opposites)


def values_of(field: Field) -> Iterator[list[str]]:
    """Give the head and the rows of a table of the values of a field: the value, its effect, what C takes."""
    has_c_value = any(choice.c_value is not None for choice in field.choices)
    yield ["value", "effect", *(["C"] if has_c_value else [])]
    for choice in field.choices:
        value = f"`{choice.value}`" + (" and any text" if choice.value.endswith(":") else "")
        c_value = f'"{choice.c_value}"' if isinstance(choice.c_value, str) else choice.c_value
        since = f" From CPython {choice.extent.first}." if choice.extent else ""
        lacks = " pyembed lacks it." if choice.variant is None else ""
        yield [value, f"{choice.doc}{since}{lacks}", *([f"`{c_value}`"] if has_c_value else [])]


def _availability(field: Field) -> str:
    """Say in which versions and builds of CPython the C member exists; nothing where in all."""
    parts = []
    if field.extent.first is not None:
        parts.append(f"from CPython {field.extent.first}")
    if field.extent.last is not None:
        parts.append(f"up to CPython {field.extent.last}")
    if field.guard is not None:
        parts.append(f"{field.guard.where} only")
    return f" ({', '.join(parts)})" if parts else ""


def _type(field: Field) -> str:
    name = _TYPES[field.kind]
    if field.kind is Kind.LEVEL:
        return f"{name} from 0; pyembed knows the values below"
    if field.maximum is not None and field.kind in {Kind.BOOL, Kind.CHOICE}:
        since = f" (from CPython {field.maximum_extent.first})" if field.maximum_extent else ""
        one_of = ", one of the values below" if field.kind is Kind.CHOICE else ""
        return f"{name}{one_of}, or an int from 0 to {field.maximum}{since}"
    if field.kind is Kind.CHOICE:
        return f"{name}, one of the values below"
    if field.minimum is not None:
        return f"{name}, {field.minimum} to {field.maximum}"
    return name


def rust_type(field: Field) -> str:
    """Return the type of a field in pyembed."""
    name = field.rust_enum or _RUST_TYPES[field.kind]
    return f"Option<{name}>" if field.is_optional else name


def members_of(field: Field) -> str:
    """Return the C members that a field sets, in Markdown."""
    return ", ".join(f"`{member}`" for member in field.c_members)


def _unset(field: Field) -> str | None:
    """Say what holds for a field that is not set; None where only its documentation can."""
    if not field.is_optional:
        return f"`{field.default}`"
    if field.name == "hash_seed" or field.python_default is None:
        return None
    text = _per_profile(field, field.python_default, field.isolated_default)
    if field.later_defaults is not None:
        extent, *later = field.later_defaults
        text += f"; from CPython {extent.first} {_per_profile(field, *later)}"
    if field.debug_default is not None:
        text += f"; {_show(field, field.debug_default)} in debug builds"
    return text


def _per_profile(field: Field, *defaults: int | str | None) -> str:
    python, isolated = (_show(field, value) for value in defaults)
    if python == isolated:
        return f"{python} in both profiles"
    return f"{python} in the profile `python`, {isolated} in `isolated`"


def _show(field: Field, value: int | str | None) -> str:
    """Return the value of a C member in the words of the field."""
    if value == _UNDECIDED:
        return "left to CPython"
    if field.kind is Kind.BOOL:
        return "`True`" if value else "`False`"
    for choice in field.choices:
        if choice.c_value == value:
            return f"`{choice.value}`"
    return "off" if value == 0 else f"`{value}`"
