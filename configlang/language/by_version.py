"""
Whether a config goes by the CPython version, and what it says itself of the versions that it is for.

A config that looks at the version is evaluated for each version that it is for. ``stdlib_paths`` tells of itself when
it is called; that ``TARGET`` is looked at is seen in the text, where each mention counts that is not surely of a part
that is the same for all versions: to evaluate once more than needed is right, and once less is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from configlang.cpython.builds import BUILDS
from configlang.cpython.versions import PYTHON_VERSIONS, SpecifierError, Version, show_versions, versions_matching
from configlang.findings.finding import Finding, Related, has_errors
from configlang.findings.problem import Problem
from configlang.light.patterns import pattern
from configlang.light.typed import TYPE_CHECKING, Any
from configlang.schema.origins import Origin, to_finding

if TYPE_CHECKING:
    from configlang.language.declarations import RecordedDeclaration

_NAME = "TARGET"
_VERSION_PARTS = frozenset({"python", "version"})
"""The parts of the target that go by the version."""

_BUILD_PARTS = frozenset({"free_threaded", "debug"})
"""Those that go by the build."""

_OTHERS = frozenset({"triple", "arch", "os", "env"})
"""Those that go by neither."""

_LEXEMES = pattern(
    r'"""(?s:\\.|.)*?"""|\'\'\'(?s:\\.|.)*?\'\'\'|"(?:[^"\\\n]|\\(?s:.))*"|\'(?:[^\'\\\n]|\\(?s:.))*\'|#[^\n]*'
    r"|(?P<whole>\bTARGET\b)(?:\s*\.\s*(?P<part>\w+))?"
)
"""Texts, comments, and what stands outside of them."""


def looks_at_version(text: str, loaded: Iterable[str]) -> bool:
    """
    Tell whether a file may look at the version by ``TARGET``.

    Args:
        text: The file.
        loaded: The names that it loads from others, as they are called there.
    """
    return _looks_at(_VERSION_PARTS, text, loaded)


def looks_at_build(text: str, loaded: Iterable[str]) -> bool:
    """Tell whether a file may look at the build by ``TARGET``; it takes what ``looks_at_version`` takes."""
    return _looks_at(_BUILD_PARTS, text, loaded)


def _looks_at(parts: frozenset[str], text: str, loaded: Iterable[str]) -> bool:
    if _NAME not in text:
        return False
    surely_others = {*_OTHERS, *_VERSION_PARTS, *_BUILD_PARTS} - parts
    return _NAME in loaded or any(part not in surely_others for part in _mentioned(text))


def takes_text(text: str) -> bool:
    """Tell whether a file may take the text of the version, which has no order."""
    return _NAME in text and any(part in {None, "python"} for part in _mentioned(text))


def target_parts(text: str) -> frozenset[str]:
    """Return the parts of ``TARGET`` that a file may look at and that go neither by the version nor by the build."""
    # Rules of @stdlib look at it, too; and it may be loaded from another file, under whatever name.
    if "@stdlib" in text or f'"{_NAME}"' in text or f"'{_NAME}'" in text:
        return _OTHERS
    if _NAME not in text:
        return frozenset()
    parts = {part or "" for part in _mentioned(text)}
    return _OTHERS if "" in parts else _OTHERS & parts


def _mentioned(text: str) -> Iterator[str | None]:
    """Give the part that is taken at each mention of the target, None for the whole."""
    return (match["part"] for match in _LEXEMES.finditer(text) if match["whole"])


class Evaluated:
    """
    What one evaluation of a config came to.

    Attributes:
        python: The version that it was for.
        declarations: All that was declared; in no promised order.
        findings: What went wrong.
        finished: The files, by the engine's names, that were run to their ends.
        failures: The findings of what failed in the engine; None for what it says nothing of.
        printed: What was printed, as file, line and text.
        has_asked: Whether a rule went by the version.
        is_stopped: Whether a limit ended it, or the engine gave up, so that no other evaluation is of use.
    """

    def __init__(self, python: Version) -> None:
        """Start with nothing."""
        self.python = python
        self.declarations: list[RecordedDeclaration] = []
        self.findings: list[Finding] = []
        self.finished: set[str] = set()
        self.failures: list[Finding | None] = []
        self.printed: list[tuple[str, int, str]] = []
        self.has_asked = False
        self.is_stopped = False

    def meant_for(self) -> RecordedDeclaration | None:
        """Return the call that says what the config is meant for, None where there is none."""
        calls = [each for each in self.declarations if each.rule == "compatible_with"]
        return min(calls, key=lambda each: each.span()) if len(calls) > 1 else next(iter(calls), None)


def choose(evaluated: Sequence[Evaluated], builds: Sequence[str]) -> tuple[list[Evaluated], list[Finding]]:
    """
    Choose of the evaluations for all known versions those that the config is for.

    Args:
        evaluated: The evaluations, of the newest version first.
        builds: The letters of the builds that it is evaluated for.

    Returns:
        Those that it is for, in the same order, and what is wrong where they don't agree about that. All of them where
        none says what it is for.
    """
    # One that failed before it said so tells nothing; the order of calls has no influence otherwise.
    telling = [each for each in evaluated if each.meant_for() is not None or not has_errors(each.findings)]
    if not telling:
        return list(evaluated), []
    versions = _versions(telling[0].meant_for())
    chosen = [each for each in evaluated if each.python.bare in versions and each.python.build in builds]
    return chosen or [telling[0]], _disagreement(telling)


def builds_of(call: RecordedDeclaration | None) -> tuple[str, ...]:
    """Return the letters of the builds that a config says it is for; the usual one where it says none that there is."""
    named = call.values.get("builds") if call is not None else None
    known = [BUILDS[name] for name in named if name in BUILDS] if isinstance(named, (list, tuple)) else []
    return tuple(dict.fromkeys(known)) or ("",)


def _versions(call: RecordedDeclaration | None) -> Sequence[Version]:
    """Return the minors that a config is for; what can't be read is all of them, and is refused later."""
    limits = call.values.get("python") if call is not None else None
    if isinstance(limits, str):
        try:
            return [version.whole for version in versions_matching(limits)]
        except SpecifierError:
            pass
    return PYTHON_VERSIONS


def _disagreement(telling: Sequence[Evaluated]) -> list[Finding]:
    """Say where a config is meant for other versions and targets when it is evaluated for another version."""
    first = telling[0]
    other = next((each for each in telling if _said(each) != _said(first)), None)
    if other is None:
        return []
    calls = {each: each.meant_for() for each in (first, other)}
    named = {each: show_versions(one.python for one in telling if _said(one) == _said(each)) for each in (first, other)}
    # The place is that of a call, which the newest version may lack.
    blamed, noted = (first, other) if calls[first] is not None else (other, first)
    message = f"`compatible_with` goes by the version: on CPython {named[first]} {_in_words(calls[first])}"
    problem = Problem(
        code="compatible-with-varies",
        message=f"{message}, and on {named[other]} {_in_words(calls[other])}",
        paths=("compatible_with",),
        related=tuple(
            Related(f"on CPython {named[noted]} this is called", call.span()) for call in [calls[noted]] if call
        ),
        hint="write limits that are the same for all versions, and take what is for some of them into an `if`",
    )
    call = calls[blamed]
    return [] if call is None else [to_finding(problem, {"compatible_with": Origin(call)})]


def _said(evaluated: Evaluated) -> Mapping[str, Any] | None:
    call = evaluated.meant_for()
    return None if call is None else call.values


def _in_words(call: RecordedDeclaration | None) -> str:
    if call is None:
        return "it is not called"
    given = [f"{name} = {_show(value)}" for name, value in call.values.items() if value]
    return f"it says {', '.join(given)}" if given else "it says nothing"


def _show(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).replace("'", '"')
