"""What is wrong with several declarations together, each of which may be right by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from configlang.findings.finding import Finding, Related
from configlang.schema.freezing.call import Call
from configlang.schema.origins import Declaration
from configlang.schema.values import Problem


def repeated_rule(rule: str, declarations: Iterable[Declaration]) -> Iterator[Finding]:
    """Report each call but the first of a rule that a config has once."""
    message = f"`{rule}` is called a second time; a config has one"
    return _repetitions("duplicate-declaration", message, declarations, None)


def repeated_modules(calls: Iterable[Call]) -> Iterator[Finding]:
    """Report each declaration but the first of an extension module, whichever rules make it."""
    by_name: dict[str, list[Declaration]] = {}
    for call in calls:
        if "name" in call.values:
            by_name.setdefault(call.values["name"], []).append(call.declaration)
    for name, declarations in by_name.items():
        message = f"the extension module `{name}` is declared a second time"
        yield from _repetitions("duplicate-extension", message, declarations, "name")


def refuse_packed(calls: Iterable[Call]) -> None:
    """Refuse extension modules for OxidizedFinder, for a config that has none."""
    for call in calls:
        if call.values.get("loader") == "oxidized":
            message = '`loader = "oxidized"`: OxidizedFinder loads it, and the config does not switch that on'
            hint = "call `oxidized_importer()`, which may stand without arguments"
            call.refuse("loader", Problem("no-oxidized-importer", message, hint))


def _repetitions(
    code: str, message: str, declarations: Iterable[Declaration], argument: str | None
) -> Iterator[Finding]:
    first, *others = declarations
    if not others:
        return
    # Declarations come in no promised order, so the first is the one that stands before the others in the text.
    places = sorted(((each.span(argument), each.stack) for each in (first, *others)), key=lambda place: place[0])
    for span, stack in places[1:]:
        related = (Related("first declared here", places[0][0]),)
        yield Finding(code=code, message=message, span=span, stack=stack, related=related)
