"""Which versions of configlang may read a project file: ``required_version``."""

from __future__ import annotations

import re

from configlang._version import __version__
from configlang.findings.finding import Finding
from configlang.light.patterns import pattern
from configlang.light.typed import TYPE_CHECKING
from configlang.project.wrong import bad, show

if TYPE_CHECKING:
    from configlang.project.document import Document

_LIMIT = pattern(r"\s*(==|!=|>=|<=|>|<)\s*([0-9]{1,6}(?:\.[0-9]{1,6}){0,3})\s*")


def check_version(document: Document, version: str = __version__) -> Finding | None:
    """
    Say why this configlang may not read a project file, with code ``required-version`` or ``bad-project-file``.

    Args:
        document: The project file.
        version: The version of configlang.
    """
    wanted = document.values.get("required_version")
    if wanted is None and "required_version" not in document.values:
        return None
    limits = [_LIMIT.fullmatch(limit) for limit in wanted.split(",")] if isinstance(wanted, str) else [None]
    if not isinstance(wanted, str) or not all(limits):
        message = f"`required_version` is {show(wanted)}; wanted are limits joined by commas"
        return bad(document, ("required_version",), message, 'as in ">=0.1,<1"; operators are >= > <= < == !=')
    own = _release(version)
    if all(_admits(match[1], own, _release(match[2])) for match in limits if match is not None):
        return None
    return Finding(
        code="required-version",
        message=f"this project wants configlang {wanted.strip()}, and this is {version}",
        span=document.span("required_version"),
        hint=f'install one that it wants, as by `pip install "configlang{wanted.strip()}"`',
    )


def _release(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, without zeros at their end: 1.0 is 1."""
    numbers = [int(part) for part in re.findall(r"[0-9]+", re.split(r"[^0-9.]", version, maxsplit=1)[0])]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _admits(operator: str, version: tuple[int, ...], limit: tuple[int, ...]) -> bool:
    """Tell whether a limit admits a version."""
    return {
        "==": version == limit,
        "!=": version != limit,
        ">=": version >= limit,
        "<=": version <= limit,
        ">": version > limit,
        "<": version < limit,
    }[operator]
