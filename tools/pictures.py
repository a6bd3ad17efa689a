"""The pictures of the home page: what a finding looks like at a terminal, and what becomes of a config."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from configlang.api import evaluate
from configlang.findings.report import report
from configlang.outputs.table import OUTPUTS

ROOT = Path(__file__).resolve().parent.parent
MISTAKES = ROOT / "docs/examples/mistakes/mistakes.bzl"

_FORM = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img">
<title>configlang check mistakes.bzl, at a terminal</title>
<style>.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g></g>
</svg>
"""
"""As rich has it, with fonts of the reader's machine alone."""


def finding_picture() -> str:
    """Return what the command prints of the mistakes of the README, in its colours, as SVG."""
    found = evaluate(MISTAKES, root=ROOT, target="x86_64-unknown-linux-gnu")
    printed = report(
        found.findings,
        lambda _, line: MISTAKES.read_text(encoding="utf-8").splitlines()[line],
        "text",
        is_coloured=True,
    )
    # Names as people see them who work in that folder.
    shown = re.sub(r"[^\s\x1b]*mistakes\.bzl", "mistakes.bzl", printed)
    text = Text.from_ansi(f"$ configlang check mistakes.bzl\n{shown}")
    console = Console(record=True, width=104, file=io.StringIO(), force_terminal=True, color_system="standard")
    console.print(text, soft_wrap=False)
    svg = console.export_svg(title="", theme=MONOKAI, code_format=_FORM, unique_id="finding")
    return "\n".join(line.rstrip() for line in svg.split("\n"))


_STAGES = (
    ("app.bzl", "one small Starlark file, with what it loads"),
    ("checked", "against what each CPython really does"),
    ("one config", "frozen; every value knows its place"),
)
_WIDTH, _BOX, _GAP = 1180, 200, 36
_ROW = 24
"""Characters in a row of a box."""


def pipeline_picture() -> str:
    """Return what becomes of a config, with the outputs that there are, as SVG."""
    rows = [(output.name, output.purpose.replace("`", "")) for output in OUTPUTS]
    height = 44 + 34 * len(rows)
    text = 'font-family="sans-serif" font-size="13" role="img" aria-labelledby="title"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" {text}>',
        '  <title id="title">A config is checked, frozen, and made into what the host program needs</title>',
        f'  <rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
        *_stages(height / 2),
    ]
    left = 3 * (_BOX - 40 + _GAP) + 10
    for index, (name, summary) in enumerate(rows):
        top = 22 + 34 * index
        lines.append(
            f'  <path d="M{left - _GAP} {height / 2:.0f}C{left - 14} {height / 2:.0f} {left - 24} {top + 14} {left - 4}'
            f' {top + 14}" fill="none" stroke="#888"/>'
        )
        lines.append(f'  <rect x="{left}" y="{top}" width="104" height="28" rx="5" fill="#eef3fb" stroke="#3b5b8c"/>')
        lines.append(
            f'  <text x="{left + 52}" y="{top + 19}" text-anchor="middle" font-family="monospace" fill="#1d3557">'
            f"{escape(name)}</text>"
        )
        lines.append(f'  <text x="{left + 114}" y="{top + 19}" font-size="12" fill="#222">{escape(summary)}</text>')
    return "\n".join([*lines, "</svg>", ""])


def _stages(middle: float) -> Iterator[str]:
    width = _BOX - 40
    for index, (title, text) in enumerate(_STAGES):
        left = 10 + index * (width + _GAP)
        yield (
            f'  <rect x="{left}" y="{middle - 44:.0f}" width="{width}" height="88" rx="10" fill="#fdf3e1"'
            ' stroke="#b57a1c"/>'
        )
        yield (
            f'  <text x="{left + width / 2:.0f}" y="{middle - 16:.0f}" text-anchor="middle" font-weight="bold"'
            f' fill="#6b4305">{escape(title)}</text>'
        )
        words = text.split(" ")
        half = next(index for index in range(len(words), 0, -1) if len(" ".join(words[:index])) <= _ROW)
        for row, part in enumerate((words[:half], words[half:])):
            yield (
                f'  <text x="{left + width / 2:.0f}" y="{middle + 6 + 17 * row:.0f}" text-anchor="middle"'
                f' font-size="12" fill="#333">{escape(" ".join(part))}</text>'
            )
        if index:
            yield f'  <path d="M{left - _GAP + 4} {middle:.0f}h{_GAP - 10}m-5 -4l5 4l-5 4" fill="none" stroke="#444"/>'
