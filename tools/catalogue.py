"""The generated index of the codes: what a check needs to know of their pages."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.findings.page import Page, read_pages

_WIDTH = 120
_HEAD = '''"""
Every code that a finding can have, with its severity and its title.

Made by tools/generate.py from the pages of the codes (configlang/findings/codes/): change those and run it again.
"""

from __future__ import annotations

from configlang.findings.finding import Severity
from configlang.light.typed import NamedTuple


class Code(NamedTuple):
    """
    What is known of a code without reading its page.

    Attributes:
        severity: The worst that a finding of this code can be.
        title: The mistake in one line, without a full stop.
        only: The outputs and commands that alone say it; empty where any may.
    """

    severity: Severity
    title: str
    only: tuple[str, ...] = ()


CATALOGUE: dict[str, Code] = {
'''
_TAIL = '''}
"""By code, sorted."""
'''


def catalogue_module() -> str:
    """Return the source of the index of the codes."""
    rows = "".join(f"{line}\n" for page in read_pages().values() for line in _row(page))
    return f"{_HEAD}{rows}{_TAIL}"


def _row(page: Page) -> Iterator[str]:
    title = repr(page.title) if set(page.title) & {'"', "\\"} else f'"{page.title}"'
    values = [f"Severity.{page.severity.name}", title]
    if page.only:
        names = ", ".join(f'"{name}"' for name in page.only)
        values.append(f"({names},)" if len(page.only) == 1 else f"({names})")
    together = ", ".join(values)
    line = f'    "{page.code}": Code({together}),'
    if len(line) <= _WIDTH:
        yield line
    elif len(together) + 8 <= _WIDTH:
        yield from (f'    "{page.code}": Code(', f"        {together}", "    ),")
    else:
        yield from (f'    "{page.code}": Code(', *(f"        {value}," for value in values), "    ),")
