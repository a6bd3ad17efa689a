"""The conditions of the preprocessor under which functions are used, which they must stand under too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from configlang.light.patterns import pattern
from configlang.outputs.host.c.part import DIRECTIVE
from configlang.outputs.host.reach import code_of

Guard = tuple[str, ...]
"""Conditions of the preprocessor, all of which hold; empty: always."""

_DEFINED = pattern(r"(!?)defined\((\w+)\)")


def guard(helpers: Mapping[str, str], header: str, pattern: re.Pattern[str]) -> Iterator[str]:
    """
    Yield helpers, each within the conditions under which alone it is used: a static function without use is a warning.

    Args:
        helpers: What is needed, by name, in the order of the file: C wants what is used before what uses it.
        header: What declares those that are always used.
        pattern: What finds the names that code uses, as its one group. It may find others.
    """
    always = set(pattern.findall(code_of(header)))
    uses: dict[str, set[Guard]] = {name: {()} if name in always else set() for name in helpers}
    guarded = []
    for name in reversed(list(helpers)):
        text = _within(uses[name], helpers[name])
        for conditions, code in _guards(text):
            for used in pattern.findall(code):
                if used in uses:
                    uses[used].add(conditions)
        guarded.append(text)
    yield from reversed(guarded)


def _guards(text: str) -> Iterator[tuple[Guard, str]]:
    """Yield code in pieces, with the conditions that each stands under."""
    code, *rest = DIRECTIVE.split(code_of(text))
    yield (), code
    stack: list[Guard] = []
    for directive, condition, piece in zip(*[iter(rest)] * 3, strict=True):
        if directive == "if":
            stack.append((condition,))
        elif directive in {"ifdef", "ifndef"}:
            stack.append((f"{'!' * (directive == 'ifndef')}defined({condition})",))
        elif directive == "elif":
            stack[-1] = (*stack[-1][:-1], _not(stack[-1][-1]), condition)
        elif directive == "else":
            stack[-1] = (*stack[-1][:-1], _not(stack[-1][-1]))
        else:
            stack.pop()
        yield tuple(each for conditions in stack for each in conditions), piece


def _not(condition: str) -> str:
    defined = _DEFINED.fullmatch(condition)
    if defined is None:
        return f"!({condition})"
    return condition[1:] if defined[1] else f"!{condition}"


def _within(uses: set[Guard], text: str) -> str:
    # Under a condition and under its opposite is everywhere that the conditions before them hold.
    while both := {use[:-1] for use in uses if use and (*use[:-1], _not(use[-1])) in uses} - uses:
        uses = uses | both
    # A use under fewer conditions covers those under more.
    least = sorted(use for use in uses if not any(use[:length] in uses for length in range(len(use))))
    if () in least:
        return text
    condition = " || ".join(map(_all, least))
    defined = _DEFINED.fullmatch(condition)
    opening = f"#if{'n' * bool(defined[1])}def {defined[2]}" if defined else f"#if {condition}"
    return f"{opening}\n{text}#endif\n"


def _all(use: Guard) -> str:
    return use[0] if len(use) == 1 else " && ".join(f"({each})" if "||" in each else each for each in use)
