"""What tests of remembered answers share: a command that is run with a cache and without one."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from configlang.cache.answers import Question, place
from configlang.cli.main import main


class Said(NamedTuple):
    """All that a run shows: its exit code, its streams and the files of the working folder."""

    code: int
    stdout: bytes
    stderr: bytes
    files: Mapping[str, bytes]


class Counted:
    """Counts the answers that were taken from what is remembered."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        """Watch."""
        self.hits = 0
        recall = Question.recall

        def counted(question: Question) -> object:
            answer = recall(question)
            self.hits += answer is not None
            return answer

        patch.setattr(Question, "recall", counted)


def run(*words: str, stdin: bytes = b"") -> Said:
    """Run the command in this process and in its working folder."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(stdin))
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(list(words))
    finally:
        sys.stdin = before
    return Said(code, _bytes_of(out), _bytes_of(err), dict(_files()))


def _bytes_of(stream: io.TextIOWrapper) -> bytes:
    stream.seek(0)
    return bytes(stream.buffer.read())


def _files() -> Iterator[tuple[str, bytes]]:
    for current, _, names in os.walk("."):
        for name in names:
            path = Path(current, name)
            if path.is_file() and os.access(path, os.R_OK):
                yield str(path), path.read_bytes()


@contextlib.contextmanager
def at(folder: Path, cache: Path | str) -> Iterator[None]:
    """Work in a folder, and remember in another one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("CONFIGLANG_CACHE_DIR", str(cache))
        yield


def entries() -> list[Path]:
    """Return the files of what is remembered."""
    folder = place()
    assert folder is not None
    return sorted(Path(folder).glob("*.answer"))
