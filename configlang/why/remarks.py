"""The findings of a page: which there are, what each is called, and which cells of the matrix they are about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from configlang.cpython.versions import show_versions
from configlang.findings.finding import Finding, Severity, Span
from configlang.findings.links import page_url
from configlang.light.typed import NamedTuple
from configlang.why.markup import Markup, element, join, prose
from configlang.why.sources import Sources
from configlang.why.told import Hindrance, Told

MOST = 200
"""Findings that are shown; the others are counted."""


class Remark(NamedTuple):
    """
    What a page says of a finding.

    Attributes:
        finding: The finding.
        fields: The fields that it is about.
        is_silenced: Whether a comment in the config silences it.
    """

    finding: Finding
    fields: tuple[str, ...]
    is_silenced: bool = False


class Remarks:
    """The findings of a config, and those of them that get in the way of a field."""

    def __init__(self, findings: Sequence[Finding], fields: Sequence[Told]) -> None:
        """
        Find the finding of each hindrance; one that nobody has told was silenced.

        Args:
            findings: What is told of the config.
            fields: Its fields, with what gets in their way.
        """
        self._by_place: dict[object, list[int]] = {}
        self._found = list(findings)
        self._at: dict[Span | None, list[int]] = {}
        for index, finding in enumerate(self._found):
            self._at.setdefault(finding.span, []).append(index)
            self._by_place.setdefault((finding.code, finding.span), []).append(index)
        self._told = len(self._found)
        self._fields: list[dict[str, None]] = [{} for _ in self._found]
        self._of: dict[int, int] = {}
        for field in fields:
            for each in field.hindrances:
                index = self._index(each)
                self._of[id(each)] = index
                self._fields[index][field.name] = None
        self._rows: dict[str, list[int]] = {}
        for field in fields:
            self._note_row(field)

    def _note_row(self, field: Told) -> None:
        """Note the findings that speak of a field and are about no version in particular."""
        places = {held.origin.span() for held in field.held if held.origin is not None}
        for place in places:
            for index in self._at.get(place, ()):
                if not self._fields[index] and re.match(rf"`{field.name}\b", self._found[index].message):
                    self._rows.setdefault(field.name, []).append(index)

    def _index(self, hindrance: Hindrance) -> int:
        overruling = hindrance.overruling
        near = self._by_place.setdefault((overruling.code, hindrance.place), [])
        for index in near:
            if self._found[index].message.startswith(overruling.head):
                return index
        on = f", on CPython {show_versions(overruling.versions)}"
        silenced = Finding(
            code=overruling.code, message=f"{overruling.message}{on}", span=hindrance.place, severity=Severity.INFO
        )
        near.append(len(self._found))
        self._found.append(silenced)
        self._fields.append({})
        return len(self._found) - 1

    def all(self) -> list[Remark]:
        """Return all of them, in the order of the page."""
        names = [{**fields} for fields in self._fields]
        for name, rows in self._rows.items():
            for index in rows:
                names[index][name] = None
        return [
            Remark(finding, tuple(fields), index >= self._told)
            for index, (finding, fields) in enumerate(zip(self._found, names, strict=True))
        ]

    def link(self, hindrance: Hindrance) -> Markup:
        """Return a link to what is said of a hindrance."""
        return self._link(self._of[id(hindrance)])

    def links(self, field: str) -> list[Markup]:
        """Return links to what is said of a field, whatever the version."""
        return [self._link(index) for index in sorted(set(self._rows.get(field, ())))]

    def _link(self, index: int) -> Markup:
        is_told, finding = index < self._told, self._found[index]
        text = join(element("b", "!" if is_told else "(!)", aria_hidden="true"), " ", finding.code)
        if index >= MOST:
            return element("span", text, class_="chip")
        severity = finding.severity.value if is_told else "silenced"
        return element("a", text, href=f"#f{index + 1}", class_=f"chip {severity}")


def show(remarks: Remarks, sources: Sources) -> Markup:
    """Return the list of findings."""
    found = remarks.all()
    if not found:
        return element("p", "Nothing was found.")
    items = [_item(number, remark, sources) for number, remark in enumerate(found[:MOST], 1)]
    more = len(found) - MOST
    rest = element("p", f"… and {more:,} more, which configlang check tells.") if more > 0 else Markup()
    return join(element("ol", *items, class_="findings"), rest)


def _item(number: int, remark: Remark, sources: Sources) -> Markup:
    finding = remark.finding
    severity = "silenced" if remark.is_silenced else finding.severity.value
    parts: list[str] = [
        element("span", severity, class_=f"chip {severity}"),
        " ",
        element("a", element("code", finding.code), href=page_url(finding.code)),
        element("p", prose(finding.message), class_="message"),
    ]
    if finding.hint:
        parts.append(element("p", element("b", "Hint: "), prose(finding.hint)))
    places: list[Markup] = []
    if finding.span is not None:
        places.append(sources.link(finding.span))
    places += [join(prose(each.message), ": ", sources.link(each.span)) for each in finding.related[:_MOST_RELATED]]
    places += [element("a", element("code", name), href=f"#field-{name}") for name in remark.fields]
    if places:
        parts.append(element("ul", *(element("li", place) for place in places), class_="inline"))
    return element("li", *parts, id=f"f{number}")


_MOST_RELATED = 10
