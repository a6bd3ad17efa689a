"""The problem record: what is wrong with settings of a config, before anybody has looked up where they stand."""

from __future__ import annotations

from configlang.findings.finding import Finding, Frame, Related, Severity, Span
from configlang.light.typed import NamedTuple

CPYTHON = "\0CPython\0"
"""Stands in a message for the CPython that does it; text of a config holds no NUL, so that none is taken for this."""


class Problem(NamedTuple):
    """
    Something that is wrong with settings of a config; equal ones of several versions become one finding.

    Attributes:
        message: One sentence: the field first, then what was got and what is wanted, or what happens and why. For
            ``CPYTHON`` the finding says which, where it is not the same for all.
        paths: The settings involved, as in the origins (``interpreter.home``, ``static_extension:NAME.init``): the
            finding stands at the first that the config sets, and points at the others. Empty where none is to blame.
        code: The code, a key of the catalogue; empty where a rule says it with its own.
        severity: How bad it is; None where it is as bad as its code can be.
        hint: What to do, where it is known.
        element: The index of the list element at fault, 0-based; None for the setting itself.
        holds: What holds in the place of the first setting, as people write it; None where that is not one value.
        related: Places that have to do with it beside those of the settings.
    """

    message: str
    paths: tuple[str, ...] = ()
    code: str = ""
    severity: Severity | None = None
    hint: str | None = None
    element: int | None = None
    holds: str | None = None
    related: tuple[Related, ...] = ()

    @property
    def weight(self) -> Severity:
        """How bad it is, by itself or by its code."""
        from configlang.findings.catalogue import CATALOGUE

        return self.severity or CATALOGUE[self.code].severity

    @property
    def is_error(self) -> bool:
        """Whether it makes the config unusable."""
        return self.weight is Severity.ERROR

    def text(self, cpython: str = "CPython") -> str:
        """Return the message about some CPython, as in ``CPython 3.8 to 3.10``."""
        return self.message.replace(CPYTHON, cpython)

    def at(
        self,
        span: Span | None,
        *,
        stack: tuple[Frame, ...] = (),
        related: tuple[Related, ...] = (),
        cpython: str = "CPython",
    ) -> Finding:
        """
        Return the finding.

        Args:
            span: Where it stands; None where nothing in a text is at fault.
            stack: The calls that led there, outermost first.
            related: Other places, before those that the problem knows.
            cpython: The CPython that it is about.
        """
        return Finding(
            code=self.code,
            message=self.text(cpython),
            span=span,
            severity=self.weight,
            related=tuple(dict.fromkeys((*related, *self.related))),
            stack=stack,
            hint=self.hint,
        )
