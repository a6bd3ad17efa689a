"""
What a worker is asked, and what it answers.

A worker reports in lines of JSON while it works, so that whatever happens to it, the process that waits knows how far
it came: ``{"stage", "file"}`` before each stage of a file, ``{"print"}`` for what the config prints, ``{"limits"}``
when it is known what it may use, ``{"reporting"}`` when it is known how findings are shown, ``{"progress"}`` when some
of several configs are done, ``{"read"}`` when it wants at most that many bytes of standard input, which are sent behind
their number. The last line is ``{"answer"}``, behind which stand the bytes of streams and files; ``{"limit"}``,
``{"missing"}`` or ``{"bug"}`` stand instead of it where none came about.
"""

from __future__ import annotations

from collections.abc import Mapping

from configlang.light.typed import Any, NamedTuple, Protocol

_SIZE = 8
"""Bytes of the number that stands before what is sent to a worker, the highest first."""


def frame(data: bytes) -> bytes:
    """Return what is sent to a worker: bytes behind their number."""
    return len(data).to_bytes(_SIZE, "big") + data


def read_frame(stream: RawReader) -> bytes:
    """Return the bytes of the next ``frame``; fewer where the sender has ended."""
    left = int.from_bytes(stream.read(_SIZE) or b"", "big")
    chunks = []
    while left > 0 and (chunk := stream.read(left)):
        chunks.append(chunk)
        left -= len(chunk)
    return b"".join(chunks)


class RawReader(Protocol):
    """A stream without a buffer."""

    def read(self, size: int, /) -> bytes | None:
        """Return at most so many bytes, none at the end."""


class Request(NamedTuple):
    """
    What a worker is asked.

    Attributes:
        module: The module whose function ``serve`` answers.
        data: What that function is given: JSON data.
        is_terminal: Whether what it prints to standard error is shown on a terminal.
        is_noting: Whether the answer says what it came of, for somebody who remembers it.
        columns: How wide the terminal is that standard output goes to; None where it goes elsewhere.
    """

    module: str
    data: Any
    is_terminal: bool = False
    is_noting: bool = False
    columns: int | None = None


class File(NamedTuple):
    """
    A file that is to be written.

    Attributes:
        contents: All that it holds.
        mode: The permissions of a new file, before the umask; one that is replaced keeps its own.
    """

    contents: bytes
    mode: int = 0o666


def file_of(contents: str | bytes) -> File:
    """Return a file of text, which is UTF-8, or of bytes."""
    return File(contents.encode("utf-8") if isinstance(contents, str) else contents)


class Answer(NamedTuple):
    """
    What came of a request.

    Attributes:
        code: The exit code of the command.
        stdout: What goes to standard output, once the files are written.
        stderr: What goes to standard error.
        files: What is to be written, by path: all or none.
        inputs: The files that were read, as they were named, the config first.
        missing: The files that were looked for and not there: if one appears, another answer may come.
        value: What a program that asked is told, such as the values of the config and the findings: JSON data.
        is_making_folders: Whether folders are made for the files, where they are not there.
        tidied: The folders from which is taken what runs have left that were killed.
        removed: The files that are to be taken away, once all others are written.
        last: What is to be written after that, by path.
        again: What goes to standard output where the same is asked and nothing is left to be done; None where that is
            the same.
        looks: All that was looked at, as `cache/looks.py` packs it; None where that is not known, or another run may
            see more, as where a limit was reached.
    """

    code: int = 0
    stdout: bytes = b""
    stderr: bytes = b""
    files: Mapping[str, File] = {}
    inputs: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    value: Any = None
    is_making_folders: bool = False
    tidied: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    last: Mapping[str, File] = {}
    again: bytes | None = None
    looks: bytes | None = None

    @classmethod
    def saying(cls, text: str) -> Answer:
        """Return what configlang says by itself; it holds as long as this one is installed."""
        return cls(stdout=text.encode("utf-8"), looks=b"")


def encode(answer: Answer) -> bytes:
    """Return an answer as the last line of a report, and the bytes behind it."""
    files, last = list(answer.files.items()), list(answer.last.items())
    looks, again = answer.looks or b"", answer.again or b""
    head = {
        "code": answer.code,
        "sizes": [len(answer.stdout), len(answer.stderr), len(looks), len(again)],
        "is_known": answer.looks is not None,
        "is_other_again": answer.again is not None,
        "files": [[path, file.mode, len(file.contents)] for path, file in files],
        "last": [[path, file.mode, len(file.contents)] for path, file in last],
        "is_making_folders": answer.is_making_folders,
        "tidied": answer.tidied,
        "removed": answer.removed,
        "inputs": answer.inputs,
        "missing": answer.missing,
        "value": answer.value,
    }
    # Not for what configlang says by itself.
    import json

    line = json.dumps({"answer": head}).encode("ascii")
    contents = (file.contents for _, file in (*files, *last))
    return b"".join((line, b"\n", answer.stdout, answer.stderr, looks, again, *contents))


def decode(head: Mapping[str, Any], body: bytes) -> Answer | None:
    """Return the answer of a last line and the bytes behind it; None where some of these are missing."""
    end = 0

    def take(size: int) -> bytes:
        nonlocal end
        end += size
        return body[end - size : end]

    stdout, stderr, looks, again = map(take, head["sizes"])
    files = {path: File(take(size), mode) for path, mode, size in head["files"]}
    last = {path: File(take(size), mode) for path, mode, size in head["last"]}
    if end != len(body):
        return None
    return Answer(
        code=head["code"],
        stdout=stdout,
        stderr=stderr,
        files=files,
        inputs=tuple(head["inputs"]),
        missing=tuple(head["missing"]),
        value=head["value"],
        is_making_folders=head["is_making_folders"],
        tidied=tuple(head["tidied"]),
        removed=tuple(head["removed"]),
        last=last,
        again=again if head["is_other_again"] else None,
        looks=looks if head["is_known"] else None,
    )
