"""What is wrong with several declarations together, each of which may be right by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from configlang.findings.finding import Finding, Related
from configlang.findings.problem import Problem
from configlang.schema.freezing.call import Call
from configlang.schema.origins import Declaration, Origin, to_finding


def repeated_rule(rule: str, declarations: Iterable[Declaration]) -> Iterator[Finding]:
    """Report each call but the first of a rule that a config has once."""
    message = f"`{rule}` is called a second time; a config has one"
    return _repetitions("duplicate-declaration", message, rule, [*map(Origin, declarations)])


def repeated_modules(calls: Iterable[Call]) -> Iterator[Finding]:
    """Report each declaration but the first of an extension module, whichever rules make it."""
    return repeated("duplicate-extension", calls, "the extension module", lambda call: str(call.values["name"]))


def repeated(code: str, calls: Iterable[Call], what: str, known_as: Callable[[Call], str]) -> Iterator[Finding]:
    """
    Report each declaration but the first of what has a name.

    Args:
        code: The code of the findings.
        calls: The declarations.
        what: What is declared, in words.
        known_as: Returns what tells one from others.
    """
    named = [call for call in calls if "name" in call.values]
    by_name: dict[str, list[Call]] = {}
    # Mostly no name is there twice, and there may be very many.
    if len(set(map(known_as, named))) < len(named):
        for call in named:
            by_name.setdefault(known_as(call), []).append(call)
    for of_name in by_name.values():
        if len(of_name) == 1:
            continue
        name = of_name[-1].values["name"]
        message = f"{what} `{name}` is declared a second time"
        origins = [Origin(call.declaration, "name") for call in of_name if call.declaration is not None]
        if origins:
            yield from _repetitions(code, message, name, origins)
        else:
            yield Problem(code=code, message=message).at(None)


def refuse_packed(calls: Iterable[Call]) -> None:
    """Refuse extension modules for OxidizedFinder, for a config that has none."""
    for call in calls:
        if call.values.get("loader") == "oxidized":
            message = '`loader = "oxidized"`: OxidizedFinder loads it, and the config does not switch that on'
            hint = "call `oxidized_importer()`, which may stand without arguments"
            call.refuse(Problem(code="no-oxidized-importer", message=message, paths=("loader",), hint=hint))


def _repetitions(code: str, message: str, path: str, origins: Sequence[Origin]) -> Iterator[Finding]:
    if len(origins) == 1:
        return
    # Declarations come in no promised order, so the first is the one that stands before the others in the text.
    first, *others = sorted(origins, key=lambda origin: origin.span().key)
    related = (Related("first declared here", first.span()),)
    for origin in others:
        yield to_finding(Problem(code=code, message=message, paths=(path,), related=related), {path: origin})
