"""A version more in the list of known ones: what was not measured for it says so, and nothing else changes."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import pytest
from hypothesis import given, settings

from configlang.check.engine import problems
from configlang.cpython import stdlib
from configlang.cpython.extents import Measured
from configlang.cpython.suffixes import suffixes
from configlang.cpython.targets import Target
from configlang.cpython.versions import PYTHON_VERSIONS, Version
from configlang.outputs.host.rust.conditions import links
from configlang.outputs.table import BY_NAME, OUTPUTS
from configlang.schema.config import Config, FilesystemImporter, StaticExtension
from configlang.schema.part import make
from configlang.schema.table import FIELDS
from tests.package import know, modules
from tests.strategies import configs

NEWEST = PYTHON_VERSIONS[-1]
NEXT = NEWEST.following
LINUX = Target("x86_64-unknown-linux-gnu", "x86_64", "linux", "gnu")


def tables() -> Iterator[tuple[str, Measured]]:
    """Yield every table of facts of the package that says what it was made from, with the module that holds it."""
    for module in modules():
        for value in vars(module).values():
            if isinstance(value, Measured):
                yield module.__name__, value


TABLES = {table.what: table for _, table in tables()}


def test_there_are_tables() -> None:
    """Versions, rules, fields, suffixes, modules and outputs are each known from somewhere."""
    assert len(TABLES) >= 8


NOT_TO_BE_HAD = {("the modules that are built in on Windows", "3.15")}
"""What nobody could look at: there was no CPython 3.15 for Windows in the registries that the others come from."""


@pytest.mark.parametrize("what", TABLES)
def test_every_known_version_is_measured(what: str) -> None:
    """Whoever adds a version to the list is told here, table by table, what is to be measured for it."""
    unseen = {(what, str(version)) for version in PYTHON_VERSIONS if not TABLES[what].has_seen(version)}

    assert {each for each in NOT_TO_BE_HAD if each[0] == what} == unseen, f"not measured: {what}"


def on(config: Config, version: Version) -> Config:
    """Return the config for a version, which no config can have that is made in the usual way where nobody knows it."""
    values = {field.name: getattr(config, field.name) for field in attrs.fields(Config)}
    return make(Config, {**values, "python": version})


@settings(max_examples=50)
@given(configs())
def test_no_rule_ends_where_nobody_has_looked(config: Config) -> None:
    """On a version that nobody has looked at, the rules find what they find on the newest that was measured."""
    output = BY_NAME["c"]
    newest, following = (
        [(problem.code, problem.paths) for problem in problems(on(config, version), output)]
        for version in (NEWEST, NEXT)
    )

    assert newest == following


def test_library_has_its_modules_where_nobody_has_looked() -> None:
    """A module that takes the name of one of the library's is found on a version that is not measured too."""
    config = on(Config(target=LINUX, static_extensions=(StaticExtension(name="json", init="PyInit_json"),)), NEXT)

    assert "shadows-stdlib" in {problem.code for problem in problems(config, BY_NAME["c"])}
    assert stdlib.modules(NEWEST) == stdlib.modules(NEXT)


def test_members_stay_where_nobody_has_looked() -> None:
    """A field that the newest measured version has is not taken for one that ended there."""
    for field in FIELDS:
        assert field.extent.covers(NEWEST) == field.extent.covers(NEXT), field.name


def test_outputs_without_an_end_serve_what_nobody_has_looked_at() -> None:
    """An output ends at a version for a reason, and never because no later one was known."""
    for output in OUTPUTS:
        assert output.extent.covers(NEWEST) == output.extent.covers(NEXT), output.name


@pytest.mark.parametrize("known", [PYTHON_VERSIONS, (*PYTHON_VERSIONS, NEXT)], ids=["now", "one-more"])
def test_libraries_are_linked_once(known: tuple[Version, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """A module in Rust names each library of CPython on Windows once, also that of the version that comes next."""
    know(monkeypatch, known)
    everything = Config(target=LINUX, filesystem_importer=FilesystemImporter(paths=("/a",), mode="append"))
    for config in (everything, *(attrs.evolve(everything, python=version) for version in known)):
        named = list(links(config))

        assert named
        assert len(named) == len(set(named))


def test_suffixes_name_the_version_that_is_meant() -> None:
    """Tags are made of the version itself, be it measured or not."""
    assert f".cpython-3{NEXT.minor}-x86_64-linux-gnu.so" in suffixes(NEXT, LINUX)
    assert Version(f"3.{NEXT.minor}") == NEXT
