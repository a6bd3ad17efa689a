"""Source texts: reading a file whole and strictly, and finding lines in it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from configlang.cache import looks
from configlang.cache.looks import READING
from configlang.findings.finding import Finding, Span
from configlang.findings.suggest import nearest
from configlang.light import records
from configlang.light.typed import BinaryIO
from configlang.utf8 import is_utf8

STDIN_NAME = "<stdin>"
"""Standard input, as people know it."""

MARK = "# configlang:"
"""What comments for configlang start with."""


def name_of(path: str) -> str:
    """Return what people know a file by that was given as a path; ``-`` is standard input."""
    return STDIN_NAME if path == "-" else path


@records.frozen(eq=False)
class Source:
    """
    One text, read.

    Attributes:
        name: The file as people know it; in findings and outputs.
        path: Where it was read from; None for standard input.
        is_marked: Whether it is known to hold comments for configlang.
    """

    name: str
    path: str | None
    _given: str | None = None
    is_marked: bool = False
    _lines: list[list[str]] = records.field(factory=list, init=False, repr=False)

    @property
    def text(self) -> str:
        """The whole text; read again where it was read in another process. Empty where it is gone by now."""
        if self._given is not None:
            return self._given
        return "\n".join(self.lines)

    @property
    def lines(self) -> Sequence[str]:
        """The lines of the text, split where the engine and CPython end one."""
        if not self._lines:
            text = self._given
            if text is None:
                again = read_source(self.path, self.name) if self.path else None
                text = again.text if isinstance(again, Source) else ""
            # Not splitlines(): the engine and CPython end a line at \n only, never at form feeds or U+2028.
            self._lines.append(text.split("\n"))
        return self._lines[0]

    def line(self, number: int) -> str | None:
        """Return a line (0-based) without its end, or None behind the last one."""
        lines = self.lines
        return lines[number].rstrip("\r") if 0 <= number < len(lines) else None


_DEFAULT_LIMIT = 16
"""MiB; a config is written by people or a small generator."""


def read_source(
    path: str,
    name: str,
    *,
    blame: Callable[[], Span] | None = None,
    limit: int = _DEFAULT_LIMIT,
    opener: Callable[[], int] | None = None,
) -> Source | Finding:
    """
    Read a config file.

    Args:
        path: The file; ``-`` is standard input.
        name: The file as people know it.
        blame: Gives the place of the load that wants the file, where it is one.
        limit: The largest size that is taken, in MiB.
        opener: Opens the file with ``READING`` and returns the descriptor; None opens the path.

    Returns:
        The source, or a finding with code ``file-not-found``, ``file-unreadable``, ``file-too-large`` or ``not-utf8``.
    """
    if not is_utf8(name):
        # It would stand in findings and in outputs, which are UTF-8.
        return _unreadable("file-unreadable", f"`{name}` can't be read: its name is not UTF-8", name, blame)
    data = read_bytes(path, name, blame=blame, limit=limit, opener=opener)
    return data if isinstance(data, Finding) else _decode(data, path, name)


def read_bytes(
    path: str,
    name: str,
    *,
    blame: Callable[[], Span] | None = None,
    limit: int,
    opener: Callable[[], int] | None = None,
) -> bytes | Finding:
    """Read a regular file or standard input whole, as bytes; arguments and codes as for `read_source`."""
    size = limit * 1024 * 1024
    try:
        if path == "-":
            data = _read_up_to(sys.stdin.buffer, size)
        else:
            data = _read_regular_file(opener() if opener else os.open(path, READING), size)
    except FileNotFoundError as error:
        looks.note_failure(path, error)
        return _unreadable("file-not-found", f"`{name}` does not exist", name, blame, _near(path, name))
    except (OSError, ValueError) as error:
        looks.note_failure(path, error)
        reason = (error.strerror if isinstance(error, OSError) else str(error)) or type(error).__name__
        return _unreadable("file-unreadable", f"`{name}` can't be read: {reason}", name, blame)
    if data is None:
        # A limit was reached.
        looks.give_up()
        message = f"`{name}` is larger than {limit} MiB, the limit for one file"
        return _unreadable("file-too-large", message, name, blame)
    looks.note_bytes(path, data)
    return data


def _unreadable(
    code: str, message: str, name: str, blame: Callable[[], Span] | None, hint: str | None = None
) -> Finding:
    return Finding(code=code, message=message, span=blame() if blame else Span.from_line(name, 0), hint=hint)


def _near(path: str, name: str) -> str | None:
    """Return a hint with the file of the nearest name in the folder of one that is not there, or in one beside it."""
    folder, file = os.path.split(path)
    shown, _ = os.path.split(name)
    names = _names_in(folder, is_file=True)
    if names is None:
        above, below = os.path.split(folder)
        near = nearest(below, _names_in(above, is_file=False) or ())
        if near is None:
            return f"there is no folder `{shown}`"
        found = os.path.join(os.path.dirname(shown), near, file)
        exists = looks.exists(os.path.join(above, near, file))
        return f"there is no folder `{shown}`; did you mean `{found if exists else os.path.dirname(found)}`?"
    stems = {each.rpartition(".")[0] or each: each for each in names}
    near = stems.get(file) or nearest(file, names)
    return None if near is None else f"did you mean `{os.path.join(shown, near)}`?"


def _names_in(folder: str, *, is_file: bool) -> list[str] | None:
    """Return the names of the files or folders in a folder, None where there is no such folder."""
    names = looks.names(folder)
    if names is None:
        return None
    return [name for name, is_folder in names.items() if is_utf8(name) and is_folder is not is_file]


def _read_regular_file(descriptor: int, size: int) -> bytes | None:
    with open(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if message := looks.refusal(status):
            raise ValueError(message)
        return None if status.st_size > size else _read_up_to(file, size)


_CHUNK = 1024 * 1024


def _read_up_to(file: BinaryIO, size: int) -> bytes | None:
    """Read a file to its end; return None where that is beyond a size, which may be one that no memory holds."""
    chunks: list[bytes] = []
    while chunk := file.read(_CHUNK):
        chunks.append(chunk)
        size -= len(chunk)
        if size < 0:
            return None
    return chunks[0] if len(chunks) == 1 else b"".join(chunks)


def _decode(data: bytes, path: str, name: str) -> Source | Finding:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n")
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8"))
        return Finding(
            code="not-utf8",
            message=f"`{name}` is not UTF-8: byte 0x{data[error.start]:02x} at offset {error.start}",
            span=Span.from_line(name, line, column),
            hint="save the file as UTF-8",
        )
    # Editors on Windows write a byte order mark; it carries no meaning in UTF-8, and the engine refuses it.
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        if "\r" in text:
            before_cr = text[: text.index("\r")]
            line = before_cr.count("\n")
            return Finding(
                code="syntax",
                message="a carriage return stands alone; lines end with a line feed",
                span=Span.from_line(name, line, len(before_cr) - before_cr.rfind("\n") - 1),
                hint="save the file with Unix or Windows line ends",
            )
    return Source(name, None if path == "-" else path, text, is_marked=MARK in text)


def read_lines_of(path: str | None) -> Callable[[str, int], str | None]:
    """Return what gives a line (0-based) of one file, by its name and number; None for other files and lines."""
    source = Source(path or "", path)

    def read_line(file: str, line: int) -> str | None:
        return source.line(line) if path is not None and file == path else None

    return read_line
