"""The CPython versions that an output can't serve: refused where no other is meant, else warned of."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.cpython.versions import show_versions
from configlang.findings.finding import Severity
from configlang.findings.problem import Problem
from configlang.outputs.table import Output
from configlang.schema.config import Config


def refuse_unserved(
    config: Config, output: Output, *, claim: str, hint: str | None, partial_hint: str | None
) -> Iterator[Problem]:
    """
    Refuse the versions of a config that an output can't serve.

    Args:
        config: The config.
        output: The output.
        claim: What it serves, in its own words.
        hint: What to do where none of the versions is served.
        partial_hint: What to do where some are.
    """
    unserved = [version for version in config.versions if not output.extent.covers(version)]
    if config.is_for_all_versions or not unserved:
        return
    is_all = len(unserved) == len(config.versions)
    yield Problem(
        code="python-unsupported",
        message=f"{claim}; this config is meant for {show_versions(unserved)}{'' if is_all else ' as well'}",
        paths=("compatible_with.python",),
        severity=Severity.ERROR if is_all else Severity.WARNING,
        hint=hint if is_all else partial_hint,
    )
