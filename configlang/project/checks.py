"""Which findings a project wants to be told of, and which fail: the table ``[check]``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from configlang.findings.finding import Finding
from configlang.light.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from configlang.project.document import Document, Path


class Checks(NamedTuple):
    """
    Which findings are told, and which fail.

    Attributes:
        is_strict: Whether warnings fail as errors do.
        select: The codes of warnings and infos that are told; None for all.
        ignore: The codes of those that are not told.
        per_file: Codes that are not told of files, by patterns of their paths from the root, with ``/`` between names.
    """

    is_strict: bool = False
    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    per_file: Mapping[str, frozenset[str]] = {}

    @property
    def is_all(self) -> bool:
        """Whether everything is told."""
        return self.select is None and not self.ignore and not self.per_file

    def tells(self, code: str, path: str | None) -> bool:
        """
        Tell whether a warning or an info is told.

        Args:
            code: Its code.
            path: The file that it stands in, from the root, with ``/`` between names; None where it has no place.
        """
        if code in self.ignore or (self.select is not None and code not in self.select):
            return False
        if path is None or not self.per_file:
            return True
        from fnmatch import fnmatchcase

        return not any(code in codes and fnmatchcase(path, pattern) for pattern, codes in self.per_file.items())


def read_checks(document: Document, table: Mapping[str, Any]) -> tuple[Checks, list[Finding]]:
    """Return what the table ``[check]`` says, and what is wrong with it beside names of keys that are none."""
    findings: list[Finding] = []
    strict = table.get("strict", False)
    if not isinstance(strict, bool):
        findings.append(_wrong(document, ("check", "strict"), strict))
    codes: dict[str, frozenset[str]] = {}
    for name in ("select", "ignore"):
        if name in table:
            findings += _check_codes(document, ("check", name), table[name])
            codes[name] = _codes(table[name])
    per_file = table.get("per_file_ignores", {})
    if isinstance(per_file, Mapping):
        for pattern, listed in per_file.items():
            findings += _check_codes(document, ("check", "per_file_ignores", pattern), listed)
        by_pattern = {pattern: _codes(listed) for pattern, listed in per_file.items()}
    else:
        findings.append(_wrong(document, ("check", "per_file_ignores"), per_file))
        by_pattern = {}
    return Checks(strict is True, codes.get("select"), codes.get("ignore", frozenset()), by_pattern), findings


def _codes(value: object) -> frozenset[str]:
    return frozenset(each for each in value if isinstance(each, str)) if isinstance(value, list) else frozenset()


def _wrong(document: Document, path: Path, value: object, kind: str = "") -> Finding:
    from configlang.project.keys import CHECK, KINDS
    from configlang.project.wrong import bad, cut, show

    wanted = KINDS[kind or CHECK[str(path[1])].kind]
    return bad(document, path, f"`{cut(str(path[-1]))}` is {show(value)}; wanted is {wanted}")


def _check_codes(document: Document, path: Path, value: object) -> Iterator[Finding]:
    """Report what is no list of codes of warnings and infos."""
    if not isinstance(value, list):
        yield _wrong(document, path, value, "codes")
        return
    from configlang.findings.catalogue import CATALOGUE
    from configlang.findings.finding import Severity
    from configlang.findings.suggest import did_you_mean
    from configlang.project.wrong import bad, show

    for index, code in enumerate(value):
        here = (*path, index)
        if not isinstance(code, str) or code not in CATALOGUE:
            hint = did_you_mean(str(code), CATALOGUE) or "the reference of findings lists all codes"
            yield bad(document, here, f"there is no finding {show(code)}", hint)
        elif CATALOGUE[code].severity is Severity.ERROR and path[1] != "select":
            yield bad(document, here, f"`{code}` is an error, which can't be ignored", "correct what it tells of")
