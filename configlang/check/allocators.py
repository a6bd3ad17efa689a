"""Rules about memory allocators."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.findings.finding import Finding, Related
from configlang.schema.config import Config
from configlang.schema.origins import Origins


def check_arena(config: Config, origins: Origins) -> Iterator[Finding]:
    """Refuse an arena allocator beside the domains that it serves: pyembed's interpreter ends with an error."""
    interpreter = config.interpreter
    if not interpreter.allocator_pymalloc_arena or interpreter.allocator_backend in {None, "default"}:
        return
    arena = origins["interpreter.allocator_pymalloc_arena"]
    for name in ("allocator_mem", "allocator_obj"):
        if getattr(interpreter, name):
            yield Finding(
                code="allocator-conflict",
                message=f"`allocator_pymalloc_arena` can't be on together with `{name}`: pyembed refuses to start",
                span=arena.span(),
                stack=arena.declaration.stack,
                related=(Related(f"`{name}` is set here", origins[f"interpreter.{name}"].span()),),
                hint="pymalloc has no arenas to take once its domain is replaced; drop one of the two",
            )
