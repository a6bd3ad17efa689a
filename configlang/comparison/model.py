"""What comes of comparing two configs: what programs hold of it, and the same as JSON data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from configlang.cpython.versions import Version
from configlang.findings.codec import from_data as finding_from_data
from configlang.findings.codec import span_from_data, span_to_data
from configlang.findings.codec import to_data as finding_to_data
from configlang.findings.finding import Finding, Span
from configlang.light import records
from configlang.light.typed import Any

Value = bool | int | str | tuple[Any, ...] | None
"""A value of a setting: a scalar, or a tuple of texts. Of a part of the config, pairs of its settings."""


@records.frozen(kw_only=True)
class Said:
    """
    What a config says of a setting.

    Attributes:
        value: The value; of a part of the config a tuple of pairs, the names of its settings with their values.
        span: Where it says so; None where it is a default, or the config is none of a file.
    """

    value: Value
    span: Span | None = None


@records.frozen(kw_only=True)
class Change:
    """
    A setting, or a whole part of the config, that is not the same in both.

    Attributes:
        path: The setting, as in ``interpreter.utf8_mode`` and ``static_extension:fast.init``, or the part, as in
            ``static_extension:fast``.
        before: What the first config says; None where it is unset there.
        after: What the second one says, likewise.
        versions: The CPython versions that this is about; empty where it is all that the two have in common.
        is_part: Whether it is a part, which one of them lacks.
    """

    path: str
    before: Said | None
    after: Said | None
    versions: tuple[Version, ...] = ()
    is_part: bool = False


@records.frozen(kw_only=True)
class OutputChange:
    """
    An output that is not the same for both.

    Attributes:
        name: The name of the output.
        kind: ``changed``, ``gone`` or ``new``.
        lines_gone: How many lines go.
        lines_new: How many lines come.
    """

    name: str
    kind: str
    lines_gone: int = 0
    lines_new: int = 0


@records.frozen(kw_only=True)
class Comparison:
    """
    Two configs, compared by what they mean.

    Attributes:
        before: The first config, as people know it.
        after: The second one.
        changes: The settings and parts that differ, in the order of the rules.
        findings_gone: What is found of the first alone, whatever its place.
        findings_new: What is found of the second alone.
        has_findings: Whether findings were compared: of JSON, and of a config that was made in Python, there are none.
        versions_gone: The CPython versions that the first alone is for.
        versions_new: Those that the second alone is for.
        outputs: The outputs that differ.
        errors: Why they could not be compared; empty where they were.
    """

    before: str
    after: str
    changes: tuple[Change, ...] = ()
    findings_gone: tuple[Finding, ...] = ()
    findings_new: tuple[Finding, ...] = ()
    has_findings: bool = True
    versions_gone: tuple[Version, ...] = ()
    versions_new: tuple[Version, ...] = ()
    outputs: tuple[OutputChange, ...] = ()
    errors: tuple[Finding, ...] = ()

    @property
    def is_equal(self) -> bool:
        """Whether both mean the same; not where they could not be compared."""
        differing = (
            *(self.changes, self.findings_gone, self.findings_new, self.versions_gone, self.versions_new),
            *(self.outputs, self.errors),
        )
        return not any(differing)


# As data


def to_data(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as JSON data: what ``configlang diff --json`` has."""
    has_findings = comparison.has_findings
    return {
        "before": comparison.before,
        "after": comparison.after,
        "is_equal": comparison.is_equal,
        "changes": [_change_to_data(each) for each in comparison.changes],
        "findings": _both(comparison.findings_gone, comparison.findings_new, finding_to_data) if has_findings else None,
        "versions": _both(comparison.versions_gone, comparison.versions_new, str),
        "outputs": [
            {"output": each.name, "kind": each.kind, "lines_gone": each.lines_gone, "lines_new": each.lines_new}
            for each in comparison.outputs
        ],
    }


def _both(gone: Iterable[Any], new: Iterable[Any], convert: Any) -> dict[str, list[Any]]:  # noqa: ANN401 - a function
    return {"gone": [convert(each) for each in gone], "new": [convert(each) for each in new]}


def _change_to_data(change: Change) -> dict[str, Any]:
    return {
        "path": change.path,
        "is_part": change.is_part,
        "versions": [str(version) for version in change.versions],
        "before": _said_to_data(change.before, is_part=change.is_part),
        "after": _said_to_data(change.after, is_part=change.is_part),
    }


def _said_to_data(said: Said | None, *, is_part: bool) -> dict[str, Any] | None:
    if said is None:
        return None
    value = dict(said.value) if is_part and isinstance(said.value, tuple) else said.value
    return {"value": value, "set_at": None if said.span is None else span_to_data(said.span)}


def from_data(data: Mapping[str, Any], errors: Iterable[Mapping[str, Any]]) -> Comparison:
    """Return what ``to_data`` made the data from, with the errors beside it."""
    findings = data["findings"] or {"gone": (), "new": ()}
    return Comparison(
        before=data["before"],
        after=data["after"],
        changes=tuple(map(_change_from_data, data["changes"])),
        findings_gone=tuple(map(finding_from_data, findings["gone"])),
        findings_new=tuple(map(finding_from_data, findings["new"])),
        has_findings=data["findings"] is not None,
        versions_gone=tuple(map(Version, data["versions"]["gone"])),
        versions_new=tuple(map(Version, data["versions"]["new"])),
        outputs=tuple(
            OutputChange(
                name=each["output"], kind=each["kind"], lines_gone=each["lines_gone"], lines_new=each["lines_new"]
            )
            for each in data["outputs"]
        ),
        errors=tuple(finding_from_data(dict(each)) for each in errors),
    )


def _change_from_data(data: Mapping[str, Any]) -> Change:
    return Change(
        path=data["path"],
        before=_said_from_data(data["before"]),
        after=_said_from_data(data["after"]),
        versions=tuple(map(Version, data["versions"])),
        is_part=data["is_part"],
    )


def _said_from_data(data: Mapping[str, Any] | None) -> Said | None:
    if data is None:
        return None
    span = None if data["set_at"] is None else span_from_data(data["set_at"])
    value = data["value"]
    if isinstance(value, Mapping):
        value = tuple((name, _value_from_data(each)) for name, each in value.items())
    return Said(value=_value_from_data(value), span=span)


def _value_from_data(value: Any) -> Any:  # noqa: ANN401 - JSON data
    return tuple(value) if isinstance(value, list) else value
