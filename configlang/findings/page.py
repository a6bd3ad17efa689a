"""
The page of a code: what a finding means, and what to do about it.

Each code has one, `codes/CODE.md`. It is markdown for people, in a form that this module reads and nothing else:

    ---
    title: The mistake in one line, without a full stop
    severity: error
    evidence: where the claim can be checked; left out where there is none
    only: the outputs and commands that alone say it, joined by commas; left out where any may
    ---

    What it means, why it is so and what to do, in one to three short paragraphs.

    ## Example

    ```starlark
    the config that has the mistake, app.bzl
    ```

    ```starlark title="dir/file.bzl"
    a further file, by its path beside the config
    ```

    ```sh
    configlang eval app.bzl --format c
    ```

    ## Repaired

    the same without the mistake, and of the further files those that the repair changes

Further files, and the command that gives options, stand where they are needed. Where the mistake does not stand in a
config, the example is one block of shell commands, and nothing is repaired.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from configlang.findings.finding import Severity
from configlang.findings.suggest import did_you_mean
from configlang.light import records
from configlang.light.patterns import pattern
from configlang.light.typed import NamedTuple, NoReturn

_FOLDER = os.path.join(os.path.dirname(__file__), "codes")
_FILE = pattern(r"([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\.md")
_KEYS = ("title", "severity", "evidence", "only")
_PAIR = pattern(r"([a-z]+): (\S|\S.*\S)")
_SEVERITIES = tuple(severity.value for severity in Severity)
_EXAMPLE = "## Example"
_REPAIRED = "## Repaired"
_FENCE = "```"
_INFO = pattern(r'```([a-z]+)(?: title="([^"]+)")?')
_LANGUAGES = {"bzl": "starlark", "toml": "toml"}
"""The language of a further file, by its suffix."""
_CONFIG = "app.bzl"
_COMMAND = pattern(rf"configlang eval {re.escape(_CONFIG)} (\S+(?: \S+)*)\n")


class PageError(ValueError):
    """A page that has another form than that of a page: the name of its file, a 1-based line, and what is wrong."""


@records.frozen(kw_only=True)
class Example:
    """
    A config that has a mistake, or has it no more; or shell commands that meet it.

    Attributes:
        text: The config ``app.bzl``, or the commands, with a newline at the end.
        files: Further files by their path beside the config. The repaired config also loads those of the other one.
        options: The options of ``configlang eval`` for the config.
        is_command: Whether the text is shell commands.
    """

    text: str
    files: Mapping[str, str] = records.field(factory=dict)
    options: tuple[str, ...] = ()
    is_command: bool = False


@records.frozen(kw_only=True)
class Page:
    """
    What is known about one code.

    Attributes:
        code: The code, as in ``Finding.code``.
        title: The mistake in one line, without a full stop.
        severity: The worst that a finding of this code can be.
        evidence: Where the claim about CPython or pyembed can be checked, None where there is none.
        only: The outputs and commands that alone say it; empty where any may.
        explanation: Markdown, one to three short paragraphs, with a newline at the end.
        example: What has the mistake.
        repaired: The config without it; None where the example is commands.
    """

    code: str
    title: str
    severity: Severity
    evidence: str | None
    only: tuple[str, ...] = ()
    explanation: str
    example: Example
    repaired: Example | None


def read_page(code: str) -> Page:
    """
    Read the page of one code.

    Raises:
        PageError: When the page has another form than that of a page.
    """
    return _read(f"{code}.md")


def read_pages() -> dict[str, Page]:
    """
    Read all pages; return them by code, sorted.

    Raises:
        PageError: When a page has another form than that of a page, or a file is named as no page is.
    """
    pages = [_read(name) for name in os.listdir(_FOLDER)]
    return {page.code: page for page in sorted(pages, key=lambda page: page.code)}


def _read(name: str) -> Page:
    with open(os.path.join(_FOLDER, name), encoding="utf-8") as file:
        return parse_page(name, file.read())


def parse_page(name: str, text: str) -> Page:
    """
    Take a page apart.

    Args:
        name: The name of its file, which is the code and `.md`.
        text: Its text.

    Raises:
        PageError: When it has another form than that of a page.
    """
    lines = _Lines(name, text)
    code = _FILE.fullmatch(name)
    if code is None:
        lines.refuse("a page is named by its code, `CODE.md`")
    head = _read_head(lines)
    explanation = _read_explanation(lines)
    example, repaired = _read_examples(lines)
    return Page(
        code=code[1],
        title=head["title"],
        severity=Severity(head["severity"]),
        evidence=head.get("evidence"),
        only=tuple(head["only"].split(", ")) if "only" in head else (),
        explanation=explanation,
        example=example,
        repaired=repaired,
    )


class _Lines:
    """
    The lines of a page, taken one after the other.

    Attributes:
        number: That of the line that was taken last, 1-based.
    """

    __slots__ = ("_lines", "_name", "number")

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._lines = text.removesuffix("\n").split("\n")
        self.number = 0

    def take(self) -> str | None:
        """Return the next line; None at the end of the page."""
        if self.number == len(self._lines):
            return None
        self.number += 1
        return self._lines[self.number - 1]

    def refuse(self, message: str, number: int | None = None) -> NoReturn:
        """
        Say what is wrong with a line.

        Raises:
            PageError: Always.
        """
        raise PageError(f"{self._name}:{number or max(self.number, 1)}: {message}")


class _Block(NamedTuple):
    """A fenced block: the 1-based line that opens it, what that line says, and the text with a newline at the end."""

    number: int
    language: str
    title: str | None
    text: str


def _read_head(lines: _Lines) -> dict[str, str]:
    """Take the keys and values between two lines ``---``."""
    if lines.take() != "---":
        lines.refuse("a page starts with a line `---`")
    values: dict[str, str] = {}
    while (line := lines.take()) != "---":
        pair = _PAIR.fullmatch(line or "")
        if pair is None:
            lines.refuse("wanted is `key: value`, or `---` behind the last")
        key, value = pair.groups()
        if key not in _KEYS:
            hint = did_you_mean(key, _KEYS)
            lines.refuse(f"there is no key `{key}`{f'; {hint}' if hint else ''}")
        if key in values:
            lines.refuse(f"the key `{key}` stands here twice")
        if key == "severity" and value not in _SEVERITIES:
            lines.refuse(f"severity: got `{value}`, wanted one of {', '.join(_SEVERITIES)}")
        values[key] = value
    for key in ("title", "severity"):
        if key not in values:
            lines.refuse(f"the key `{key}` is missing")
    return values


def _read_explanation(lines: _Lines) -> str:
    """Take the paragraphs up to the heading of the example."""
    taken: list[str] = []
    while (line := lines.take()) != _EXAMPLE:
        if line is None:
            lines.refuse(f"the heading `{_EXAMPLE}` is missing")
        if line.startswith(("#", _FENCE)):
            lines.refuse(f"wanted are paragraphs, and then `{_EXAMPLE}`")
        taken.append(line)
    text = "\n".join(taken).strip("\n")
    if not text:
        lines.refuse("the explanation is missing")
    return f"{text}\n"


def _read_examples(lines: _Lines) -> tuple[Example, Example | None]:
    """Take the example and its repair, which are the rest of the page."""
    blocks, is_repaired = _read_blocks(lines, _REPAIRED)
    if not blocks:
        lines.refuse("the example is missing")
    if blocks[0].language == "sh":
        if is_repaired or blocks[0].title is not None or len(blocks) > 1:
            lines.refuse("an example in shell commands is one block without a title, and nothing is repaired")
        return Example(text=blocks[0].text, is_command=True), None
    example = _make_example(lines, blocks)
    if not is_repaired:
        lines.refuse(f"the heading `{_REPAIRED}` is missing")
    blocks, _ = _read_blocks(lines, None)
    if not blocks:
        lines.refuse("the repaired config is missing")
    return example, _make_example(lines, blocks)


def _read_blocks(lines: _Lines, end: str | None) -> tuple[list[_Block], bool]:
    """Take fenced blocks, with blank lines around them, and the line that ends them; tell whether that was there."""
    blocks: list[_Block] = []
    while (line := lines.take()) is not None and line != end:
        if line:
            blocks.append(_read_block(lines, line))
    return blocks, line is not None


def _read_block(lines: _Lines, opening: str) -> _Block:
    """Take the rest of a block."""
    info = _INFO.fullmatch(opening)
    if info is None:
        lines.refuse(f'wanted is {_FENCE}LANGUAGE, with or without a title="FILE" behind it')
    number = lines.number
    taken: list[str] = []
    while (line := lines.take()) != _FENCE:
        if line is None or line.startswith(_FENCE):
            lines.refuse("the block is never closed", number)
        taken.append(f"{line}\n")
    if not taken:
        lines.refuse("the block is empty", number)
    return _Block(number=number, language=info[1], title=info[2], text="".join(taken))


def _make_example(lines: _Lines, blocks: list[_Block]) -> Example:
    """Make a config with its files and options from the blocks of its section."""
    config, *others = blocks
    if (config.language, config.title) != ("starlark", None):
        lines.refuse("wanted first is the config, in Starlark and without a title", config.number)
    options: tuple[str, ...] = ()
    if others and others[-1].language == "sh":
        command = others.pop()
        words = _COMMAND.fullmatch(command.text)
        if words is None or command.title is not None:
            lines.refuse(f"wanted is one command, `configlang eval {_CONFIG} OPTIONS`", command.number)
        options = tuple(words[1].split(" "))
    files: dict[str, str] = {}
    for block in others:
        if block.title is None or block.title in {_CONFIG, *files}:
            lines.refuse("a further file has a title of its own, and one command ends the section", block.number)
        if block.language != _LANGUAGES.get(block.title.rpartition(".")[2]):
            lines.refuse(f"`{block.title}` is not in the language `{block.language}`", block.number)
        files[block.title] = block.text
    return Example(text=config.text, files=files, options=options)
