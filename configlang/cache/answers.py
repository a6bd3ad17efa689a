"""
Questions that were asked before: what a question is, and the answer that is remembered, where it still holds.

This is all that a run does where nothing has changed, so it imports nothing that Python has not imported at its start.
An entry is one file in one folder (``folder.py`` writes it). It has the whole question and everything that was looked
at, and is trusted when both are the same: byte by byte, never by a time or a digest. Its own digest only tells of
damage.
"""

from __future__ import annotations

import os
import stat
import sys
from _imp import source_hash

from configlang._version import __version__
from configlang.cache import looks

# As typing has it; importing that takes longer than looking.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

MAGIC = b"configlang answer 1\n"
SUFFIX = ".answer"
LARGEST = 16 << 20
"""Bytes of an entry; an answer that takes more is not remembered."""

HELP = ("-h", "--help")
_VERBS = {"eval", "check", "generate", "why", "deps", "explain", "help", "completion", *HELP}
OFF = "--no-cache"
PLACE = "CONFIGLANG_CACHE_DIR"

_VARIABLES = (
    *("NO_COLOR", "FORCE_COLOR", "PYTHON_COLORS", "TERM", "COLUMNS", "LINES"),
    # The language and the characters of messages.
    *("LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_MESSAGES"),
    # The machine, on Windows.
    "PROCESSOR_ARCHITECTURE",
)
_OURS = "CONFIGLANG_"


class Kept:
    """
    An answer that is remembered.

    Attributes:
        code: The exit code.
        stdout: What goes to standard output.
        stderr: What goes to standard error.
        files: The files that are to be written: path, mode, contents.
    """

    def __init__(self, code: int, stdout: bytes, stderr: bytes, files: Sequence[tuple[str, int, bytes]] = ()) -> None:
        """Take what there is to give."""
        self.code = code
        self.stdout = stdout
        self.stderr = stderr
        self.files = files


class Question:
    """
    A command line, with all around it that an answer depends on and that no worker looks at.

    Attributes:
        folder: The folder of the answers.
        key: All of it, as bytes.
        name: The name of the file of its answer.
    """

    def __init__(self, folder: str, key: bytes) -> None:
        """Take what it consists of."""
        self.folder = folder
        self.key = key
        self.name = digest(key).hex() + SUFFIX

    def recall(self) -> Kept | None:
        """Return the answer that is remembered and still holds; None where there is none."""
        try:
            data = _read(self.folder, self.name)
            head = len(MAGIC) + _DIGEST
            if data[:head] != MAGIC + digest(memoryview(data)[head:]):
                return None
            key, code, stdout, stderr, count, *rest = looks.unpack(data, head)
            end = 3 * int(count)
            if key != self.key or not looks.hold(rest[end:], _is_stdin):
                return None
            triples = zip(rest[:end:3], rest[1:end:3], rest[2:end:3], strict=True)
            files = [(looks.text_of(path), int(mode), text) for path, mode, text in triples]
            return Kept(int(code), stdout, stderr, files)
        except (OSError, ValueError):
            # There is none, or something else has this name.
            return None


_DIGEST = 8
"""Bytes of a digest."""
_SEED = 0x636F6E66
"""A long of C, which has 32 bits on Windows."""


def digest(data: bytes | memoryview) -> bytes:
    """Return a digest that tells of damage; it keeps nobody from making another text with the same."""
    value: bytes = source_hash(_SEED, data)
    return value


def _is_stdin(data: bytes) -> bool:
    # Hardly ever asked for.
    from configlang.cache import stdin

    return stdin.is_that(data)


def question(words: Sequence[str]) -> Question | None:
    """Return the question that a command line is; None where no answer is remembered."""
    if not _is_remembered(words):
        return None
    folder = place()
    if folder is None:
        return None
    release = _installed()
    try:
        working = os.getcwd()
    except OSError:
        return None
    if release is None:
        return None
    machine = os.uname().machine if hasattr(os, "uname") else ""
    environment = {name: os.environ.get(name) for name in _VARIABLES}
    environment.update((name, value) for name, value in os.environ.items() if name.startswith(_OURS))
    python = (sys.version, sys.platform, machine, sys.getfilesystemencoding(), sys.flags.optimize, sys.path)
    key = (release, python, working, list(words), environment, *map(_terminal, (1, 2)))
    return Question(folder, looks.bytes_of(repr(key)))


def _is_remembered(words: Sequence[str]) -> bool:
    if not words or OFF in words:
        return False
    return words[0] in _VERBS or (len(words) == 2 and words[1] in HELP)  # noqa: PLR2004 - a command and that


def _terminal(descriptor: int) -> tuple[int, int] | bool:
    """Return the size of a terminal, or whether there is one."""
    try:
        size = os.get_terminal_size(descriptor)
    except (OSError, ValueError):
        return _is_terminal(descriptor)
    return size.columns, size.lines


def _is_terminal(descriptor: int) -> bool:
    try:
        return os.isatty(descriptor)
    except (OSError, ValueError):
        return False


def _installed() -> object:
    """
    Return what tells one configlang from another; None where nobody can tell.

    What an installer has written down of a wheel has a digest of every file. In a checkout, where files change under
    the same version, it is the files themselves.
    """
    package = os.path.dirname(os.path.dirname(__file__))
    try:
        descriptor = os.open(f"{package}-{__version__}.dist-info/RECORD", looks.READING)
    except OSError:
        from configlang.cache.checkout import state_of

        return state_of(package, lambda text: digest(looks.bytes_of(text)))
    try:
        return package, source_hash(_SEED, looks.read_all(descriptor, LARGEST))
    finally:
        os.close(descriptor)


# The folder


def place() -> str | None:
    """Return the folder of the answers, be it there or not; None where the system names none."""
    get = os.environ.get
    if own := get(PLACE):
        return os.path.abspath(own)
    if os.name == "nt":
        local = get("LOCALAPPDATA")
        return os.path.join(local, "configlang", "cache") if local else None
    around = get("XDG_CACHE_HOME") or ""
    if not os.path.isabs(around):
        home = get("HOME") or ""
        if not os.path.isabs(home):
            return None
        around = os.path.join(home, ".cache")
    return os.path.join(around, "configlang")


def is_ours(status: os.stat_result) -> bool:
    """Tell whether a file or folder is this user's, and nobody else can write to it."""
    return os.name == "nt" or (status.st_uid == os.geteuid() and not status.st_mode & 0o022)


def _read(folder: str, name: str) -> bytes:
    """
    Return what a file of ours holds.

    Raises:
        OSError: When there is none.
        ValueError: When it is not to be trusted.
    """
    status = os.lstat(folder)
    if not (stat.S_ISDIR(status.st_mode) and is_ours(status)):
        raise ValueError("somebody else may write there")
    flags = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    descriptor = os.open(os.path.join(folder, name), looks.READING | flags)
    try:
        status = os.fstat(descriptor)
        if not (stat.S_ISREG(status.st_mode) and is_ours(status)) or status.st_size > LARGEST:
            raise ValueError("this is none of ours")
        return looks.read_all(descriptor, status.st_size + 1)
    finally:
        os.close(descriptor)
