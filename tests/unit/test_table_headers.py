"""The field table against every CPython that is here: no member forgotten, none made up, the defaults as they are."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import attrs
import pytest

from configlang.cpython.versions import PYTHON_VERSIONS, Version
from configlang.schema.field import Field, Kind
from configlang.schema.table import FIELDS
from tests.hosts.cargo import missing
from tests.hosts.cpythons import CPython, find_cpythons
from tests.unit.table_helpers import macro_of

STRUCTS = ("PyPreConfig", "PyConfig")
MEMBER = re.compile(r"(?P<type>int|unsigned long|wchar_t \*|PyWideStringList) ?(?P<name>\w+);")
TYPES = {
    Kind.BOOL: "int",
    Kind.INT: "int",
    Kind.LEVEL: "int",
    Kind.STR: "wchar_t *",
    Kind.PATH: "wchar_t *",
    Kind.STR_LIST: "PyWideStringList",
    Kind.PATH_LIST: "PyWideStringList",
    Kind.OS_STR_LIST: "PyWideStringList",
}
"""Per kind: the C type of the member that holds the value; a choice is an int or a text."""

each_version = pytest.mark.parametrize("version", PYTHON_VERSIONS, ids=str)


@attrs.frozen(kw_only=True)
class Member:
    """
    A member as a header declares it.

    Attributes:
        type: The C type.
        guard: The macro that it stands under, None if none.
    """

    type: str
    guard: str | None


PROGRAM = """
import ctypes, json, sys

class PyWideStringList(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ssize_t), ("items", ctypes.c_void_p)]

types = {
    "int": ctypes.c_int,
    "unsigned long": ctypes.c_ulong,
    "wchar_t *": ctypes.c_void_p,
    "PyWideStringList": PyWideStringList,
}
found = {}
for struct, members in json.loads(sys.argv[1]).items():
    Struct = type(struct, (ctypes.Structure,), {"_fields_": [(name, types[kind]) for name, kind in members]})
    for profile in ("Python", "Isolated"):
        # More than the struct, so that a wrong idea of it harms nothing and is seen.
        memory = ctypes.create_string_buffer(ctypes.sizeof(Struct) + 1000)
        init = getattr(ctypes.pythonapi, "%s_Init%sConfig" % (struct, profile))
        init.restype = None
        init(memory)
        assert not any(memory.raw[ctypes.sizeof(Struct):])
        values = Struct.from_buffer(memory)
        for name, kind in members:
            value = getattr(values, name)
            found.setdefault(struct + "." + name, []).append(value.length if kind == "PyWideStringList" else value)
print(json.dumps(found))
"""
"""Prints what each member of both structs, whose members are its argument, is set to by the two Init functions."""


def require(version: Version) -> CPython:
    """Return the CPython of a version, or end the test where it is missing."""
    python = next((python for python in find_cpythons() if python.version == str(version)), None)
    return python or missing(f"needs the headers of CPython {version}")


def read_members(python: CPython) -> dict[str, Member]:
    """Return the members of both structs by name with struct, in their order, the private ones too."""
    return parse_members((python.include / "cpython" / "initconfig.h").read_text(encoding="utf-8"))


def public_members(version: Version) -> dict[str, Member]:
    """Return the members without those whose names start with an underscore, which are private."""
    members = {name: member for name, member in read_members(require(version)).items() if "._" not in name}
    if version == Version("3.13"):
        # It came with one patch release and went with the next (cpython#130940).
        members.pop("PyConfig.use_system_logger", None)
    return members


def parse_members(header: str) -> dict[str, Member]:
    """Return the members of both structs that a header declares."""
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", header, flags=re.DOTALL)
    members = {}
    for struct in STRUCTS:
        body, end, _ = code.partition(f"}} {struct};")
        assert end, f"no {struct}"
        guards: list[str] = []
        for line in filter(None, map(str.strip, body[body.rindex("typedef struct") :].split("\n")[1:])):
            if line.startswith("#if"):
                guards.append(line.removeprefix("#ifdef "))
            elif line == "#endif":
                guards.pop()
            else:
                match = MEMBER.fullmatch(line)
                assert match, line
                guard = guards[-1] if guards else None
                members[f"{struct}.{match['name']}"] = Member(type=match["type"], guard=guard)
    return members


@each_version
def test_every_member_has_a_field(version: Version) -> None:
    """All that a version can be told is set by a field that exists in it, and no such field sets anything else."""
    claimed = {member for field in FIELDS if field.exists_in(version) for member in field.c_members}

    assert set(public_members(version)) == claimed


@each_version
def test_guards_are_those_of_the_header(version: Version) -> None:
    """A field says under which macro its member stands: there the compiler finds it, and nowhere else."""
    members = public_members(version)
    guards = {member: macro_of(field) for field in FIELDS if field.exists_in(version) for member in field.c_members}

    assert {name: member.guard for name, member in members.items()} == guards


@each_version
def test_kinds_fit_the_types_of_the_members(version: Version) -> None:
    """The value of a field can be assigned to its members: a flag or a number to an int, a text to a text."""
    members = public_members(version)
    wrong = [
        (field.name, name)
        for field in FIELDS
        if field.exists_in(version)
        for name in value_members(field)
        if members[name].type != type_of(field)
    ]

    assert wrong == []


def value_members(field: Field) -> list[str]:
    """Return the members that hold the value, without a switch beside them such as `module_search_paths_set`."""
    return [name for name in field.c_members if name.split(".")[1] == field.c_members[0].split(".")[1]]


def type_of(field: Field) -> str:
    """Return the C type that the value of a field has."""
    if field.name == "hash_seed":
        return "unsigned long"
    if field.kind is Kind.CHOICE:
        return "wchar_t *" if isinstance(field.choices[0].c_value, str) else "int"
    return TYPES[field.kind]


@pytest.mark.skipif(sys.platform != "linux", reason="the structs have other members on other systems")
@each_version
def test_defaults_are_those_of_the_init_functions(version: Version) -> None:
    """What the table says an unset member starts from in each profile is what CPython's own functions set it to."""
    python = require(version)
    if python.executable is None:
        missing(f"needs the executable of CPython {version}")
    members = {name: member for name, member in read_members(python).items() if member.guard is None}
    structs = {
        struct: [
            (name.partition(".")[2], member.type) for name, member in members.items() if name.startswith(f"{struct}.")
        ]
        for struct in STRUCTS
    }
    done = subprocess.run(
        [python.executable, "-c", PROGRAM, json.dumps(structs)],
        env={**os.environ, "PYTHONHOME": str(python.prefix)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)

    expected = {
        name: field.defaults_in(version)
        for field in FIELDS
        if field.exists_in(version) and field.guard is None
        for name in value_members(field)
    }
    # A text that is NULL and a list of no items are both None in the table.
    actual = {
        name: tuple(value or None for value in found[name]) if expected[name] == (None, None) else tuple(found[name])
        for name in expected
    }
    assert expected == actual
