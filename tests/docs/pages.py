"""
The pages of the documentation, taken apart into their fenced blocks.

What a block is shows in its info string, the text behind the three backticks, in the forms that MkDocs and GitHub both
understand:

- ```` ```starlark ```` is a whole config, or a file that one loads, and has no mistake;
- ```` ```starlark {.mistakes} ```` is a config that has some;
- ```` ```starlark {.fragment} ```` is a part of a config, for reading only;
- ```` ```python title="NAME" ```` is a program that runs;
- ```` ```console ```` starts with `$ configlang` or `$ python` and shows commands with what they print, in the folder
  where the page's earlier blocks with a `title="NAME"` have been written to; a line `...` stands for any lines.
"""

from __future__ import annotations

import re
from pathlib import Path

import attrs

ROOT = Path(__file__).parents[2]

_FENCE = re.compile(r"^(?P<fence>`{3,})(?P<info>[^`\n]*)\n(?P<text>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL)
_INFO = re.compile(r"""(?P<language>\w+)(?: \{\.(?P<kind>\w+)(?: title="(?P<in>[^"]+)")?\}| title="(?P<out>[^"]+)")?""")
_CUTS = ("...", "// ...", "# ...")


@attrs.frozen(kw_only=True)
class Block:
    """
    One fenced block.

    Attributes:
        line: The line that it starts in, 1-based, for people.
        span: Where its text stands in the page, in code points.
        words: The language, and what kind of block it is where that is said; empty where MkDocs knows no such form.
        title: The name of the file that it is, or None.
        text: Its text.
    """

    line: int
    span: tuple[int, int]
    words: tuple[str, ...]
    title: str | None
    text: str


def find_pages() -> list[Path]:
    """Return every page, the README first."""
    docs = [path for path in sorted((ROOT / "docs").rglob("*.md")) if "examples" not in path.parts]
    return [ROOT / "README.md", *docs]


def blocks_of(page: Path) -> list[Block]:
    """Return the fenced blocks of a page in order."""
    source = page.read_text(encoding="utf-8")
    blocks = []
    for match in _FENCE.finditer(source):
        info = _INFO.fullmatch(match["info"])
        blocks.append(
            Block(
                line=source.count("\n", 0, match.start()) + 1,
                span=match.span("text"),
                words=tuple(filter(None, (info["language"], info["kind"]))) if info else (),
                title=(info["in"] or info["out"]) if info else None,
                text=match["text"],
            )
        )
    return blocks


def matches(shown: str, real: str) -> bool:
    """Tell whether a text is what a page shows of it; a line ``...``, or a comment of it, stands for any lines."""
    parts = [r"(?:.*\n)*?" if line.strip() in _CUTS else re.escape(line) + r"\n" for line in shown.splitlines()]
    return re.fullmatch("".join(parts), real if real.endswith("\n") or not real else real + "\n") is not None


def has_cut(shown: str) -> bool:
    """Tell whether a page shows a text with something left out."""
    return any(line.strip() in _CUTS for line in shown.splitlines())
