"""Declarations as the engine hands them over, and the way from each back to the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from configlang.findings.finding import Frame, Span
from configlang.light.typed import TYPE_CHECKING, Any
from configlang.project.source import Source

if TYPE_CHECKING:
    from configlang.language.places import Places

STDLIB_PREFIX = "@stdlib//"


class Sources:
    """
    The files of one evaluation by the names that the engine knows them under (``m0``, ``@stdlib//:paths.bzl``).

    The engine gets names of our own making, so that its texts can be taken apart whatever the files are called.
    """

    def __init__(self) -> None:
        """Start empty."""
        self._sources: dict[str, Source] = {}
        self._by_name: dict[str, Source] = {}
        self._places: dict[str, Places] = {}

    def add(self, module: str, source: Source) -> None:
        """Remember a file under the engine's name for it."""
        self._sources[module] = source
        self._by_name.setdefault(source.name, source)

    def places(self, module: str) -> Places:
        """Return the finder of spans of a file."""
        if module not in self._places:
            # CPython's parser is imported when there is something to say about a file.
            from configlang.language.places import Places

            self._places[module] = Places(self._sources[module])
        return self._places[module]

    def has(self, module: str) -> bool:
        """Tell whether a text is an engine's name of one of the files."""
        return module in self._sources

    def name(self, module: str) -> str:
        """Return the name of a file for people."""
        return self._sources[module].name

    def text(self, module: str) -> str:
        """Return the text of a file."""
        return self._sources[module].text

    def by_name(self, name: str) -> Source | None:
        """Return the file that people know under a name."""
        return self._by_name.get(name)

    def read_line(self, name: str, line: int) -> str | None:
        """Return a line (0-based) of the file that people know under a name; None where there is none."""
        source = self.by_name(name)
        return source.line(line) if source else None

    def marked(self) -> list[Source]:
        """Return the files that hold comments for configlang."""
        return [source for source in self._sources.values() if source.is_marked]

    def to_data(self) -> list[Any]:
        """Return the files as JSON data, without texts that can be read again."""
        return [
            [module, source.name, source.path, source.text if source.path is None else None, source.is_marked]
            for module, source in self._sources.items()
        ]

    @classmethod
    def from_data(cls, data: Iterable[Any]) -> Sources:
        """Return what ``to_data`` made the data from."""
        sources = cls()
        for module, name, path, text, is_marked in data:
            sources.add(module, Source(name, path, text, is_marked))
        return sources

    def items(self) -> list[tuple[str, Source]]:
        """Return every file with the engine's name for it, in the order in which they were read."""
        return list(self._sources.items())


def parse_stack(text: str) -> list[tuple[str, int, str]]:
    """
    Take the engine's call stack apart.

    Args:
        text: What ``call_stack()`` gave, or the head of an engine error: per frame a line ``  * file:line, in
            function``, then the source line, indented deeper.

    Returns:
        Per frame, outermost first: the engine's name of the file, the 0-based line, the function.
    """
    frames = []
    for line in text.split("\n"):
        if line.startswith("  * "):
            place, _, function = line[4:].rpartition(", in ")
            module, _, number = place.rpartition(":")
            if number.isdigit():
                frames.append((module, int(number) - 1, function))
    return frames


def people_frames(frames: list[tuple[str, int, str]], sources: Sources) -> tuple[Frame, ...]:
    """Return the frames of people's own files, without those inside the built-in rules."""
    return tuple(
        Frame(sources.name(module), line, "the top level" if function == "<module>" else f"`{function}`")
        for module, line, function in frames
        if not module.startswith(STDLIB_PREFIX) and sources.has(module)
    )


class RecordedDeclaration:
    """
    One call of a rule.

    The stack is kept as the engine's text and taken apart when someone asks: most declarations are right.
    """

    __slots__ = ("_frames", "_sources", "_stack", "_stack_text", "rule", "values")

    def __init__(self, rule: str, stack_text: str, values: Mapping[str, Any], sources: Sources) -> None:
        """Keep the parts."""
        self.rule = rule
        self.values = values
        self._stack_text = stack_text
        self._sources = sources
        self._frames: list[tuple[str, int, str]] | None = None
        self._stack: tuple[Frame, ...] | None = None

    def to_data(self) -> list[Any]:
        """Return the rule, the stack and the values as JSON data, of which another is made beside the same sources."""
        return [self.rule, self._stack_text, self.values]

    @property
    def frames(self) -> list[tuple[str, int, str]]:
        """The calls in people's files that led here, outermost first; the last holds the declaration."""
        if self._frames is None:
            frames = parse_stack(self._stack_text)
            # Only people's own files: neither the rules nor the engine's insides (`partial` shows up as one).
            self._frames = [
                frame for frame in frames if not frame[0].startswith(STDLIB_PREFIX) and self._sources.has(frame[0])
            ]
        return self._frames

    @property
    def stack(self) -> tuple[Frame, ...]:
        """The calls on the way, without the declaration's own place."""
        if self._stack is None:
            self._stack = people_frames(self.frames[:-1], self._sources)
        return self._stack

    def span(self, argument: str | None = None, element: int | None = None) -> Span:
        """Return the place of the call, of one argument, or of one element of a list argument."""
        module, line, _ = self.frames[-1]
        places = self._sources.places(module)
        if argument is None:
            return places.call_span(line, self.rule, self.values)
        return places.argument_span(line, self.rule, self.values, argument, element)
