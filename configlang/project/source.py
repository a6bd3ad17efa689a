"""Source texts: reading a file whole and strictly, and finding lines in it."""

from __future__ import annotations

import os
import stat
import sys
from typing import BinaryIO

import attrs

from configlang.findings.finding import Finding, Span

STDIN_NAME = "<stdin>"
"""Standard input, as people know it."""

MARK = "# configlang:"
"""What comments for configlang start with."""


@attrs.frozen(eq=False)
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
    _lines: list[list[str]] = attrs.field(factory=list, init=False, repr=False)

    @property
    def text(self) -> str:
        """The whole text; read again where it was read in another process. Empty where it is gone by now."""
        if self._given is not None:
            return self._given
        return "\n".join(self._split())

    def _split(self) -> list[str]:
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
        lines = self._split()
        return lines[number].rstrip("\r") if 0 <= number < len(lines) else None


_DEFAULT_LIMIT = 16
"""MiB; a config is written by people or a small generator."""


def read_source(path: str, name: str, *, blame: Span | None = None, limit: int = _DEFAULT_LIMIT) -> Source | Finding:
    """
    Read a config file.

    Args:
        path: The file; ``-`` is standard input.
        name: The file as people know it.
        blame: The load statement that wants the file, where it is one.
        limit: The largest size that is taken, in MiB.

    Returns:
        The source, or a finding with code ``file-not-found``, ``file-unreadable``, ``file-too-large`` or ``not-utf8``.
    """
    data = read_bytes(path, name, blame=blame, limit=limit)
    return data if isinstance(data, Finding) else _decode(data, path, name)


def read_bytes(path: str, name: str, *, blame: Span | None = None, limit: int) -> bytes | Finding:
    """Read a regular file or standard input whole, as bytes; arguments and codes as for `read_source`."""
    size = limit * 1024 * 1024
    try:
        data = _read_up_to(sys.stdin.buffer, size + 1) if path == "-" else _read_regular_file(path, size + 1)
    except FileNotFoundError:
        return Finding(code="file-not-found", message=f"`{name}` does not exist", span=blame or _start_of(name))
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else str(error)) or type(error).__name__
        return Finding(
            code="file-unreadable", message=f"`{name}` can't be read: {reason}", span=blame or _start_of(name)
        )
    if len(data) > size:
        return Finding(
            code="file-too-large",
            message=f"`{name}` is larger than {limit} MiB, the limit for one file",
            span=blame or _start_of(name),
        )
    return data


def _read_regular_file(path: str, size: int) -> bytes:
    # O_NONBLOCK: opening a FIFO must not wait for a writer; the check below then refuses it.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(descriptor, "rb") as file:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            message = "it is a directory"
            raise ValueError(message)
        if not stat.S_ISREG(mode):
            message = "it is not a regular file"
            raise ValueError(message)
        return _read_up_to(file, size)


_CHUNK = 1024 * 1024


def _read_up_to(file: BinaryIO, size: int) -> bytes:
    """Read as many bytes, or to the end. A limit may be far above what there is, so that nothing is as large as it."""
    chunks: list[bytes] = []
    while size > 0 and (chunk := file.read(min(size, _CHUNK))):
        chunks.append(chunk)
        size -= len(chunk)
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


def _start_of(name: str) -> Span:
    return Span.from_line(name, 0)
