"""What an evaluation may use: time, memory, nesting, and how much it may say."""

from __future__ import annotations

from configlang.findings.finding import Finding, Span
from configlang.light import records

MIB = 1024 * 1024


ENDS = {
    "timeout",
    "memory-limit",
    "engine-crash",
    "too-many-declarations",
    "too-much-output",
    "call-depth",
    "file-too-large",
}
"""The codes of findings that say that there was too much: the next run may come further, on another machine or day."""


class LimitReached(Exception):  # noqa: N818 - it ends a run, and is not a mistake in it
    """A limit was reached; the argument is the code of the finding."""


@records.frozen(kw_only=True)
class Limits:
    """
    The limits of one evaluation; each is a key of ``[limits]`` in ``configlang.toml``.

    Attributes:
        timeout: Seconds of processor time for everything from reading the project file to the last line of an output.
        memory: MiB that the worker may use above what it uses at its start.
        call_depth: Function calls inside one another.
        declarations: Calls of rules.
        declared_size: MiB of all declared values together, with the stacks that led to them.
        printed_size: KiB of all text from ``print`` together.
        source_size: MiB of one file.
    """

    timeout: float = 10.0
    memory: int = 1024
    call_depth: int = 200
    declarations: int = 100_000
    declared_size: int = 64
    printed_size: int = 1024
    source_size: int = 16


def limit_finding(code: str, limits: Limits, span: Span | None) -> Finding:
    """Return the finding for a limit that was reached."""
    message, hint = {
        "timeout": (
            f"the evaluation takes longer than {limits.timeout:g} s",
            "give --timeout SECONDS, or set timeout in [limits] of configlang.toml",
        ),
        "memory-limit": (
            f"the evaluation needs more than {limits.memory} MiB of memory",
            "give --memory-limit MIB, or set memory in [limits] of configlang.toml",
        ),
        "too-many-declarations": (
            (
                f"the config declares more than {limits.declarations} things,"
                f" or more than {limits.declared_size} MiB of values"
            ),
            "set declarations and declared_size in [limits] of configlang.toml",
        ),
        "too-much-output": (
            f"the config prints more than {limits.printed_size} KiB",
            "set printed_size in [limits] of configlang.toml",
        ),
    }[code]
    return Finding(code=code, message=message, span=span, hint=hint)
