"""The files of a config in a page: links to their lines, and their text with a place for each line."""

from __future__ import annotations

from collections.abc import Sequence

from configlang.evaluation import Evaluation
from configlang.findings.finding import Span
from configlang.language.declarations import STDLIB_PREFIX
from configlang.project.source import Source
from configlang.why.markup import Markup, element, escape, join

MOST = 2000
"""Lines of a file that are all shown; of a longer one only the first, and those around what links lead to."""
_AROUND = 2
_LONGEST = 400
"""Characters of a line that are shown."""


class Sources:
    """The files of an evaluation, called as they are seen from the root, wherever that is on this machine."""

    def __init__(self, evaluation: Evaluation) -> None:
        """Take the files."""
        self._files = [source for module, source in evaluation.sources.items() if not module.startswith(STDLIB_PREFIX)]
        self._numbers = {source.name: number for number, source in enumerate(self._files, 1)}
        self._linked: dict[str, set[int]] = {}
        first = self._files[0].name if self._files else ""
        label = evaluation.source_label
        self._root = first.removesuffix(label) if label and first.endswith(label) else ""

    def name(self, file: str) -> str:
        """Return what a file is called in the page."""
        short = file.removeprefix(self._root) if self._root else file
        # A file from elsewhere, such as the project file of a folder above, is called by its own name alone.
        return (
            short.replace("\\", "/").rpartition("/")[2] if short.startswith(("/", "..")) or ":" in short[:3] else short
        )

    def link(self, span: Span) -> Markup:
        """Return a link to the line of a place; of a file whose text is not there, the place alone."""
        line = span.start.line
        number = self._numbers.get(span.file)
        name = self.name(span.file)
        if number is None or line >= len(self._files[number - 1].lines):
            return escape(f"{name}:{line + 1}")
        self._linked.setdefault(span.file, set()).add(line)
        text = f"line {line + 1}" if number == 1 else f"{name}:{line + 1}"
        return element(
            "a", text, class_="at", href=f"#s{number}-{line + 1}", title=f"{name}:{line + 1}:{span.start.column + 1}"
        )

    def shown(self) -> Markup:
        """Return the text of all files; links that are made later may lead nowhere."""
        return join(*map(self._shown, self._files))

    def _shown(self, source: Source) -> Markup:
        number, lines = self._numbers[source.name], source.lines
        wanted = self._wanted(source)
        pieces: list[str] = []
        last = -1
        for line in wanted:
            if line != last + 1:
                pieces.append(_gap(line - last - 1))
            pieces.append(
                _line(number, line, lines[line].rstrip("\r"), is_linked=line in self._linked.get(source.name, ()))
            )
            last = line
        if last + 1 < _count(lines):
            pieces.append(_gap(_count(lines) - last - 1))
        head = element("h3", self.name(source.name), id=f"s{number}")
        return element(
            "section", head, element("pre", *pieces, tabindex=0, aria_label=self.name(source.name)), class_="file"
        )

    def _wanted(self, source: Source) -> list[int]:
        """Return the lines that are shown, in order."""
        count = _count(source.lines)
        if count <= MOST:
            return [*range(count)]
        linked = self._linked.get(source.name, set())
        near = {other for line in linked for other in range(line - _AROUND, line + _AROUND + 1)}
        return sorted({*range(MOST // 2), *(line for line in near if 0 <= line < count)})


def _count(lines: Sequence[str]) -> int:
    """Return how many lines there are; the end of the last one is no line."""
    return len(lines) - (not lines[-1])


def _line(file: int, line: int, text: str, *, is_linked: bool) -> Markup:
    more = len(text) - _LONGEST
    shown = text if more <= 0 else f"{text[:_LONGEST]} … {more:,} characters more"
    name = f"s{file}-{line + 1}"
    number = element("a", str(line + 1), href=f"#{name}", class_="n", tabindex=-1)
    return element("span", number, element("code", shown), "\n", id=name, class_="l used" if is_linked else "l")


def _gap(count: int) -> Markup:
    return element("span", f"… {count:,} {'line' if count == 1 else 'lines'} not shown\n", class_="gap")
