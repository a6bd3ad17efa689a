"""Rules about memory allocators."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.check.rule import ON_PYEMBED, Rule, View
from configlang.findings.problem import Problem
from configlang.outputs.table import Starter


def _arena(view: View) -> Iterator[Problem]:
    """Refuse an arena allocator beside the domains that it serves: pyembed's interpreter ends with an error."""
    if not view.given("allocator_pymalloc_arena") or view.given("allocator_backend") in {None, "default"}:
        return
    for name in ("allocator_mem", "allocator_obj"):
        if view.given(name):
            yield Problem(
                message=f"`allocator_pymalloc_arena` can't be on together with `{name}`: pyembed refuses to start",
                paths=("interpreter.allocator_pymalloc_arena", f"interpreter.{name}"),
                hint="pymalloc has no arenas to take once its domain is replaced; drop one of the two",
            )


RULES = (
    Rule(
        code="allocator-conflict",
        find=_arena,
        needs=frozenset({"allocator_pymalloc_arena"}),
        starters=ON_PYEMBED | {Starter.ANY},
    ),
)
