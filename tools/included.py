"""
What pages show of other files: put in here, so that a page reads the same on the site and in the repository.

``<!-- from PATH -->`` stands before a fenced block that shows that file; ``<!-- section TITLE of PATH -->`` and
``<!-- end -->`` stand around a section of another page, whose links are those of that page.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

_FILE = re.compile(
    r"(<!-- from (?P<path>\S+) -->\n\n?(?P<fence>`{3,})[^\n]*\n).*?^(?P=fence)$", re.DOTALL | re.MULTILINE
)
_SECTION = re.compile(
    r"(<!-- section (?P<title>[^\n]+) of (?P<path>\S+) -->\n).*?(?=^<!-- end -->$)", re.DOTALL | re.MULTILINE
)
_LINK = re.compile(r"\]\((?!https?:|#)(?P<target>[^)#\s]+)")


def pages() -> list[Path]:
    """Return the pages that show something of other files."""
    found = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [page for page in found if re.search(_FILE, text := page.read_text("utf-8")) or re.search(_SECTION, text)]


def filled(page: Path) -> str:
    """
    Return a page with what it shows of other files as that is now.

    Raises:
        ValueError: When a section that it names is not there.
    """
    text = _FILE.sub(_file, page.read_text(encoding="utf-8"))
    return _SECTION.sub(lambda found: _section(found, page), text)


def _file(found: re.Match[str]) -> str:
    text = (ROOT / found["path"]).read_text(encoding="utf-8").rstrip("\n")
    return f"{found[1]}{text}\n{found['fence']}"


def _section(found: re.Match[str], page: Path) -> str:
    source = ROOT / found["path"]
    text = source.read_text(encoding="utf-8")
    section = re.search(rf"^#+ {re.escape(found['title'])}\n+(.*?)(?=^#|\Z)", text, re.DOTALL | re.MULTILINE)
    if section is None:
        raise ValueError(f"{page}: there is no section {found['title']!r} in {source}")

    def moved(link: re.Match[str]) -> str:
        target = os.path.relpath(source.parent / link["target"], page.parent)
        return f"]({target.replace(os.sep, '/')}"

    return f"{found[1]}\n{_LINK.sub(moved, section[1].strip())}\n\n"
