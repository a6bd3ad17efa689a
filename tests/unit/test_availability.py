"""Fields that the CPythons or the platforms of a config lack: when that is an error, when a warning, when nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configlang.check.engine import check
from configlang.cpython.targets import parse_target
from configlang.cpython.versions import PYTHON_VERSIONS, Version, to_python
from configlang.findings.finding import Finding, Severity
from configlang.schema.field import Field, Kind
from configlang.schema.freeze import freeze
from configlang.schema.table import FIELDS
from tests.unit.table_helpers import macro_of
from tests.unit.test_freeze import LINUX, Call, call

ARGUMENTS = [field for field in FIELDS if field.owner is None]
MACOS, WINDOWS, IOS = "aarch64-apple-darwin", "x86_64-pc-windows-msvc", "aarch64-apple-ios"
HAVING = {"MS_WINDOWS": {WINDOWS}, "__APPLE__": {MACOS, IOS}}
"""Per guard that goes by platform: the triples of this module that have the member."""

each_field = pytest.mark.parametrize("field", ARGUMENTS, ids=lambda field: field.name)
each_version = pytest.mark.parametrize("python", PYTHON_VERSIONS, ids=str)


def plain_value(field: Field) -> object:
    """Return a value of a field as a rule hands it over, which every version with the field knows."""
    if field.kind is Kind.CHOICE:
        return field.choices[0].value
    if field.kind is Kind.BOOL:
        return field.name != "enable_gil"
    if field.kind in {Kind.INT, Kind.LEVEL}:
        return 0
    return "a" if field.kind in {Kind.STR, Kind.PATH} else ["a"]


def setting(name: str, value: Any) -> Call:  # noqa: ANN401 - whatever a field holds
    """Return the declaration that sets one field."""
    return call("interpreter", **{name: value})


def findings_of(*calls: Call, target: str = LINUX.triple, python: str | Version | None = None) -> list[Finding]:
    """Return what is found about fields that are not there."""
    frozen = freeze(calls, parse_target(target) or LINUX, to_python(python))
    assert frozen.config is not None, frozen.findings
    return [finding for finding in check(frozen.config, frozen.origins) if finding.code == "unavailable-field"]


def severities(*calls: Call, target: str = LINUX.triple, python: str | Version | None = None) -> list[str]:
    """Return how bad each finding is."""
    return [finding.severity.value for finding in findings_of(*calls, target=target, python=python)]


def target_with(field: Field) -> str:
    """Return a target that has a field."""
    return {"MS_WINDOWS": WINDOWS, "__APPLE__": MACOS}.get(macro_of(field) or "", LINUX.triple)


@each_field
def test_without_versions_nothing_is_said(field: Field) -> None:
    """A config that names no versions may use every field; the generated code says which it needs."""
    assert [] == findings_of(setting(field.name, plain_value(field)), target=target_with(field))


@each_version
@each_field
def test_field_that_the_version_lacks_is_an_error(field: Field, python: Version) -> None:
    """Evaluated for one version, a field is refused if, and only if, that version lacks it."""
    found = findings_of(setting(field.name, plain_value(field)), target=target_with(field), python=python)

    assert [finding.severity for finding in found] == ([] if field.exists_in(python) else [Severity.ERROR])
    for finding in found:
        assert finding.message.startswith(f"`{field.name}`: ")
        assert finding.span is not None
        assert finding.span.file == field.name


@given(st.sampled_from(ARGUMENTS), st.sets(st.sampled_from(PYTHON_VERSIONS), min_size=1))
def test_range_is_as_bad_as_all_of_it(field: Field, versions: set[Version]) -> None:
    """Of the versions that a config names, those that lack a field decide: all are an error, some a warning."""
    limits = ",".join(f"!={version}" for version in PYTHON_VERSIONS if version not in versions)
    meant = call("compatible_with", python=limits or ">=3.8")
    lacking = [version for version in versions if not field.exists_in(version)]
    expected = ["error"] if len(lacking) == len(versions) else ["warning"]

    found = severities(setting(field.name, plain_value(field)), meant, target=target_with(field))

    assert found == (expected if lacking else [])


@pytest.mark.parametrize(
    ("name", "value", "since"),
    [
        ("allocator", "mimalloc", 13),
        ("allocator", "mimalloc-debug", 13),
        ("allocator", "malloc", 8),
        ("coerce_c_locale", "off", 8),
        ("coerce_c_locale", "auto", 8),
        ("import_time", 2, 14),
        ("import_time", 1, 8),
        ("import_time", True, 8),
        ("verbose", 2, 8),
        ("tracemalloc", 25, 8),
        ("bytes_warning", 3, 8),
        ("optimization_level", 3, 8),
    ],
)
def test_value_that_the_version_lacks_is_an_error(name: str, value: object, since: int) -> None:
    """Of a field that is there, a value is refused in the versions before the first that knows it, and named."""
    for minor in range(8, 15):
        found = findings_of(setting(name, value), python=f"3.{minor}")
        shown = f'"{value}"' if isinstance(value, str) else value

        assert [finding.severity for finding in found] == ([Severity.ERROR] if minor < since else [])
        for finding in found:
            assert finding.message.startswith(f"`{name} = {shown}`: CPython has it from 3.{since}")


def test_value_that_part_of_the_range_lacks_is_a_warning() -> None:
    """A value that some versions know is set there, and elsewhere has no effect, or that of True if it is a level."""
    meant = call("compatible_with", python=">=3.8")

    (allocator,) = findings_of(setting("allocator", "mimalloc"), meant)
    (level,) = findings_of(setting("import_time", 2), meant)

    assert [finding.severity for finding in (allocator, level)] == [Severity.WARNING] * 2
    assert allocator.message.endswith("so it has no effect on 3.8-3.12")
    assert level.message.endswith("so it means True on 3.8-3.13")


@pytest.mark.parametrize(
    ("limits", "name", "message"),
    [
        (
            ">=3.12,<3.15",
            "show_alloc_count",
            "`show_alloc_count`: CPython has it up to 3.8; this config is meant for 3.12-3.14",
        ),
        ("<3.11", "safe_path", "`safe_path`: CPython has it from 3.11; this config is meant for 3.8-3.10"),
        (
            ">=3.9,!=3.11,<3.15",
            "int_max_str_digits",
            (
                "`int_max_str_digits`: CPython has it from 3.12; this config is meant for 3.9-3.10, 3.12-3.14,"
                " so it has no effect on 3.9-3.10"
            ),
        ),
    ],
)
def test_message_names_the_versions(limits: str, name: str, message: str) -> None:
    """People read which versions have the field, which are meant, and which of those go without."""
    value = 0 if name == "int_max_str_digits" else True

    (finding,) = findings_of(setting(name, value), call("compatible_with", python=limits))

    assert message == finding.message


def test_evaluated_version_goes_before_those_of_the_config() -> None:
    """Whoever evaluates for one version is told about that one alone."""
    calls = (call("interpreter", safe_path=True), call("compatible_with", python=">=3.8"))

    assert severities(*calls) == ["warning"]
    assert severities(*calls, python="3.12") == []
    assert severities(*calls, python="3.10") == ["error"]


@pytest.mark.parametrize("triple", [LINUX.triple, MACOS, WINDOWS, IOS])
@each_field
def test_field_that_the_platform_lacks_is_an_error(field: Field, triple: str) -> None:
    """A field whose member stands under a macro of a platform is refused on all others."""
    is_there = triple in HAVING.get(macro_of(field) or "", {triple})

    found = severities(setting(field.name, plain_value(field)), target=triple)

    assert found == ([] if is_there else ["error"])


@given(
    st.sampled_from([field for field in ARGUMENTS if macro_of(field) in HAVING]),
    st.sets(st.sampled_from([LINUX.triple, MACOS, WINDOWS]), min_size=1).map(sorted),
)
def test_targets_are_as_bad_as_all_of_them(field: Field, triples: list[str]) -> None:
    """The target that a config is evaluated for decides; that others of its targets have the field makes it milder."""
    target = triples[0]
    is_there = target in HAVING[macro_of(field) or ""]
    calls = (setting(field.name, plain_value(field)), call("compatible_with", targets=triples))
    expected = "warning" if HAVING[macro_of(field) or ""] & set(triples) else "error"

    found = findings_of(*calls, target=target)

    assert [finding.severity.value for finding in found] == ([] if is_there else [expected])
    assert all(target in finding.message for finding in found)


@each_version
@pytest.mark.parametrize("field", [field for field in ARGUMENTS if field.kind is Kind.BOOL], ids=lambda f: f.name)
def test_value_that_asks_for_nothing_is_no_mistake(field: Field, python: Version) -> None:
    """What a CPython without the field does anyway may be said to it: False, and True of keeping the GIL."""
    assert findings_of(setting(field.name, field.name == "enable_gil"), python=python) == []


def test_builds_are_not_asked_about() -> None:
    """Nothing in a config says whether its CPython is free-threaded or built for debugging: the compiler decides."""
    fields: dict[str, Any] = {"enable_gil": False, "tlbc_enabled": False, "run_presite": "app"}

    assert [] == findings_of(call("interpreter", **fields), python="3.14")


def test_several_fields_are_found_at_once() -> None:
    """Everything that is wrong is said in one run, each at its own argument."""
    found = findings_of(
        call("interpreter", safe_path=True, legacy_windows_stdio=True, allocator="mimalloc", quiet=True), python="3.8"
    )

    assert {"safe_path", "legacy_windows_stdio", "allocator"} == {f.span.file for f in found if f.span}
    assert [finding.severity for finding in found] == [Severity.ERROR] * 3
