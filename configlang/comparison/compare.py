"""Comparing two configs, setting by setting, and what comes of them."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from configlang.comparison.model import Change, Comparison, OutputChange, Said, Value
from configlang.cpython.versions import Version
from configlang.evaluation import Evaluation
from configlang.findings.finding import Finding, Span
from configlang.light import records
from configlang.light.typed import Any, NamedTuple
from configlang.outputs.backend import EmitOptions
from configlang.outputs.documents import json as document
from configlang.outputs.documents.reading import ReadBack, read_config
from configlang.outputs.table import BY_NAME
from configlang.schema.config import PARTS
from configlang.schema.origins import Origins
from configlang.schema.texts import RuntimeText, written_form
from configlang.schema.variants import Variant, declared_at, settings_of


class Side(NamedTuple):
    """
    One of two configs.

    Attributes:
        name: The config as people know it.
        evaluation: What came of it.
        outputs: The text of each output that it is for.
        places: Of JSON, where it says what; else None, and the evaluation knows.
        is_json: Whether it was read back from JSON, which says less.
        is_full: Whether that has the unset values too.
        has_findings: Whether what is found of it is known.
    """

    name: str
    evaluation: Evaluation
    outputs: Mapping[str, str] = {}
    places: Mapping[str, Span] | None = None
    is_json: bool = False
    is_full: bool = False
    has_findings: bool = True

    @property
    def variants(self) -> tuple[Variant, ...]:
        """The config; where it goes by the version, as it is for each, the newest first."""
        whole = self.evaluation.unchecked
        return self.evaluation.variants or ((Variant(whole, self.evaluation.origins),) if whole is not None else ())

    @property
    def versions(self) -> tuple[Version, ...]:
        """The versions that it is for, oldest first."""
        return tuple(sorted({release for each in self.variants for release in each.config.releases}))


def compare(before: Side, after: Side) -> Comparison:
    """Compare two configs, each of which there is."""
    pairs = [*_pairs(before, after)]
    if before.is_json or after.is_json:
        # Of what the JSON does not say, the other side may hold anything.
        is_full = before.is_full or after.is_full
        pairs = [
            (version, _as_json(one, is_full=is_full), _as_json(other, is_full=is_full)) for version, one, other in pairs
        ]
    rows: dict[Change, list[Version]] = {}
    for version, one, other in pairs:
        for change in _changes((one, before.places), (other, after.places)):
            rows.setdefault(change, []).extend([] if version is None else [version])
    has_findings = before.has_findings and after.has_findings
    gone, new = _findings(before.evaluation.findings, after.evaluation.findings) if has_findings else ((), ())
    return Comparison(
        before=before.name,
        after=after.name,
        changes=tuple(
            records.evolve(change, versions=tuple(versions)) if len(versions) < len(pairs) else change
            for change, versions in sorted(rows.items(), key=lambda row: _order(row[0].path))
        ),
        findings_gone=gone,
        findings_new=new,
        has_findings=has_findings,
        versions_gone=tuple(each for each in before.versions if each not in after.versions),
        versions_new=tuple(each for each in after.versions if each not in before.versions),
        outputs=tuple(_outputs(before.outputs, after.outputs)),
    )


def _pairs(before: Side, after: Side) -> Iterator[tuple[Version | None, Variant, Variant]]:
    """Give what is compared with what: for each version that both are for, where one goes by it, oldest first."""
    ones, others = before.variants, after.variants
    wholes = [version.whole for version in before.versions]
    common = [version for version in dict.fromkeys(wholes) if version in {each.whole for each in after.versions}]
    if max(len(ones), len(others)) == 1 or not common:
        yield None, ones[0], others[0]
        return
    for version in common:
        yield version, _of_version(ones, version), _of_version(others, version)


def _of_version(variants: Sequence[Variant], version: Version) -> Variant:
    return next((each for each in variants if each.version == version), variants[0])


def _as_json(variant: Variant, *, is_full: bool) -> Variant:
    """Return a config as its JSON says it."""
    config = variant.config
    text = document.emit(config, EmitOptions(output=BY_NAME["json"], is_full=is_full))
    read = read_config(text, "", config.target.triple)
    return Variant(read.config, variant.origins) if isinstance(read, ReadBack) else variant


# Settings


_Known = tuple[Variant, Mapping[str, Span] | None]
"""A config with the places of its settings, where these are known apart from it."""


def _changes(before: _Known, after: _Known) -> Iterator[Change]:
    one, other = settings_of(before[0].config), settings_of(after[0].config)
    for path in dict.fromkeys((*one, *other)):
        if path not in one or path not in other:
            said = _part(path, one, before), _part(path, other, after)
            yield Change(path=path, before=said[0], after=said[1], is_part=True)
            continue
        for name, value in one[path].items():
            if value != other[path][name] and (path, name) not in _DERIVED:
                own = f"{path}.{name}"
                yield Change(path=own, before=_said(own, value, before), after=_said(own, other[path][name], after))


_DERIVED = {("compatible_with", "versions")}
"""What follows from other settings, and is told by itself."""


def _said(path: str, value: object, known: _Known) -> Said | None:
    """Return what a config says of a setting; None where that is unset."""
    return None if value is None else Said(value=_plain(value), span=_place(path, known))


def _part(path: str, parts: Mapping[str, Mapping[str, Any]], known: _Known) -> Said | None:
    """Return what a config says of a part; None where it has none."""
    if path not in parts:
        return None
    rule, _, name = path.partition(":")
    defaults = {each.name: each.default for each in records.fields(PARTS[rule])}  # type: ignore[arg-type]
    named = [("name", name)] if name else []
    settings = [
        (key, _plain(value))
        for key, value in parts[path].items()
        if value != defaults[key] and (path, key) not in _DERIVED
    ]
    return Said(value=(*named, *settings), span=_place(path, known, is_part=True))


def _place(path: str, known: _Known, *, is_part: bool = False) -> Span | None:
    variant, places = known
    if places is not None:
        return places.get(path)
    origins: Origins = variant.origins
    origin = declared_at(path, origins) if is_part else origins.get(path)
    return None if origin is None else origin.span()


def _plain(value: Any) -> Value:  # noqa: ANN401 - of any setting
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if isinstance(value, RuntimeText):
        return written_form(value)
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)


_RULES = list(PARTS)


def _order(path: str) -> tuple[int, str]:
    """Return where the change of a path is told: by the order of the rules, of fields by that of the table."""
    rule = path.partition(":")[0].partition(".")[0]
    return _RULES.index(rule), "" if rule == "interpreter" else path


# What comes of them


def _findings(before: Iterable[Finding], after: Iterable[Finding]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return the findings of one side alone: by what they say, as often as they say it, wherever that is."""
    before, after = tuple(before), tuple(after)
    return _without(before, after), _without(after, before)


def _without(findings: Iterable[Finding], others: Iterable[Finding]) -> tuple[Finding, ...]:
    left = Counter(map(_meaning, others))
    found = []
    for finding in findings:
        left[_meaning(finding)] -= 1
        if left[_meaning(finding)] < 0:
            found.append(finding)
    return tuple(found)


def _meaning(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.severity.value, finding.message


def _outputs(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[OutputChange]:
    for name in dict.fromkeys((*before, *after)):
        one, other = before.get(name), after.get(name)
        if one == other:
            continue
        kind = "gone" if other is None else "new" if one is None else "changed"
        gone, new = _lines((one or "").splitlines(), (other or "").splitlines())
        yield OutputChange(name=name, kind=kind, lines_gone=gone, lines_new=new)


def _lines(one: list[str], other: list[str]) -> tuple[int, int]:
    """Return how many lines go and come; of many lines, how many there are of one side alone, wherever they stand."""
    if max(len(one), len(other)) > _MANY:
        before, after = Counter(one), Counter(other)
        return sum((before - after).values()), sum((after - before).values())
    blocks = difflib.SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    same = sum(block.size for block in blocks)
    return len(one) - same, len(other) - same


_MANY = 2000
"""Lines of a text that are laid side by side, which takes time with their square."""
