"""
Writing outputs: all of them or none, and never half a file.

A run that writes leaves nothing of its own behind, whether it ends well, fails, or is interrupted. What one leaves that
is killed is known by its names, and the next run that writes into the same folder takes it away.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from configlang.cache import looks
from configlang.light.patterns import pattern
from configlang.surroundings import raise_if_missing
from configlang.worker.protocol import Answer, File

_MAX_DIFF_LINES = 20

_MANY = 50
"""Files of one run that are written to the disk one by one."""

_REST = pattern(r"\.configlang-([0-9a-f]{16})\.(?:lock|tree|(?:new|old)\.\d+)")
"""
The names of what a run writes beside outputs: a lock while it is at work, new files, and old ones to be put back; or a
folder that grows.

They say nothing of the output's name, so that one of any length will do.
"""


def write_all(files: Mapping[str, File]) -> str | None:
    """
    Write files so that all of them change or none does.

    Each goes to a new file beside its place first; only when all are complete are they put into place. A file that
    already holds what it should is left alone, time stamp included. One that is replaced keeps its mode without setuid
    and setgid, its extended attributes, and its owner where that is allowed. Links stay links: what they lead to is
    written. Where a file can't be put into place, those before it are put back; only a run that is killed at that very
    moment leaves some new and some old, each whole.

    Args:
        files: The files, by path.

    Returns:
        What went wrong, or None. After a failure the old files are whole, and no new file is left behind.

    Raises:
        SurroundingsError: When the system is to blame, as by a full disk; the files are as after any failure.
    """
    path = ""
    # One call for the whole system takes less than many for a file each.
    is_synced_at_once = len(files) > _MANY and hasattr(os, "sync")
    with _signals_held_back() as let_in, contextlib.ExitStack() as stack:
        folders: dict[str, Folder] = {}
        ready: list[tuple[str, str, str, Folder]] = []
        try:
            for path, file in files.items():
                let_in()
                # Through a link, so that the link stays one.
                target = os.path.realpath(path)
                if problem := _unfit(target):
                    return f"can't write `{path}`: {problem}"
                name = os.path.dirname(target)
                if _holds(target, file.contents):
                    _clean(name)
                    continue
                if name not in folders:
                    folders[name] = stack.enter_context(_at_work_in(name))
                new = folders[name].write(file, target, is_synced=not is_synced_at_once)
                ready.append((path, new, target, folders[name]))
            if is_synced_at_once and ready:
                os.sync()
        except OSError as error:
            raise_if_missing(error, f"can't write `{path}`")
            return f"can't write `{path}`: {error.strerror or error}"
        let_in()
        return _put_into_place(ready)


def carry_out(answer: Answer) -> str | None:
    """
    Write files, then take others away, then write what tells of it.

    Args:
        answer: Says what: ``files`` are written all or none, as by ``write_all``.

    Returns:
        What went wrong, or None.

    Raises:
        SurroundingsError: When the system is to blame.
    """
    made: list[str] = []
    try:
        problem = (_make_folders(answer.files, made) if answer.is_making_folders else None) or write_all(answer.files)
    except BaseException:
        _remove_folders(made)
        raise
    if problem:
        _remove_folders(made)
        return problem
    for path in answer.removed:
        if problem := _take_away(path):
            return problem
    for folder in answer.tidied:
        _clean(folder or os.curdir)
    return write_all(answer.last) if answer.last else None


def _take_away(path: str) -> str | None:
    try:
        os.unlink(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        return f"can't remove `{path}`: {error.strerror or error}"
    return None


def _make_folders(files: Iterable[str], made: list[str]) -> str | None:
    """Make the folders of files, and note those that were made; return what went wrong."""
    for path in files:
        chain = []
        folder = os.path.dirname(path)
        while folder and not os.path.isdir(folder):
            chain.append(folder)
            folder = os.path.dirname(folder)
        for each in reversed(chain):
            if problem := _make_one(each, made):
                return f"can't write `{path}`: {problem}"
    return None


def _make_one(folder: str, made: list[str]) -> str | None:
    try:
        os.mkdir(folder)
    except FileExistsError:
        return None if os.path.isdir(folder) else f"`{folder}` is no folder"
    except OSError as error:
        raise_if_missing(error, f"can't make the folder `{folder}`")
        return f"can't make the folder `{folder}`: {error.strerror or error}"
    made.append(folder)
    return None


def _remove_folders(made: Sequence[str]) -> None:
    """Take away folders that were made for nothing."""
    for each in reversed(made):
        with contextlib.suppress(OSError):
            os.rmdir(each)


@contextlib.contextmanager
def _signals_held_back() -> Iterator[Callable[[], None]]:
    """
    Hold back the signals that ask a program to end: raised amid cleaning up, one would leave the rest as it is.

    That works in a program with one thread, as the command is: in others, signals come through another thread. Gives a
    function that lets in, where that does no harm, what has come meanwhile.
    """
    wishes = {getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)}
    if not hasattr(signal, "pthread_sigmask"):
        yield lambda: None
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, wishes)

    def let_in() -> None:
        if signal.sigpending() & wishes:
            try:
                # Here its handler runs.
                signal.pthread_sigmask(signal.SIG_SETMASK, before)
            finally:
                signal.pthread_sigmask(signal.SIG_BLOCK, wishes)

    try:
        yield let_in
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def make_folder(place: str, fill: Callable[[str], None]) -> None:
    """
    Make a folder so that all of it is there or nothing: it grows beside its place, and is put there in one step.

    Args:
        place: Where it goes: nothing, or an empty folder. The folder around it must exist.
        fill: Writes all that belongs into a folder that it is given.

    Raises:
        OSError: When it can't be made; nothing is left of it.
    """
    with _at_work_in(os.path.dirname(place)) as folder:
        grown = folder.grow()
        fill(grown)
        if os.path.isdir(place):
            # Windows renames onto nothing, not even an empty folder.
            os.rmdir(place)
        os.rename(grown, place)


def _put_into_place(ready: list[tuple[str, str, str, Folder]]) -> str | None:
    """Replace the old files by the new ones; where that fails half-way, put back what was replaced."""
    done: list[tuple[str, str | None]] = []
    try:
        for path, new, target, folder in ready:
            try:
                old = folder.keep(target) if len(ready) > 1 else None
                os.replace(new, target)
            except OSError as error:
                kept = _put_back(done)
                raise_if_missing(error, f"can't write `{path}`{kept}")
                return f"can't write `{path}`: {error.strerror or error}{kept}"
            done.append((target, old))
    except BaseException:
        _put_back(done)
        raise
    return None


def _put_back(done: list[tuple[str, str | None]]) -> str:
    """Put old files back into their places; return what to add to the message where one can't be."""
    lost = []
    for target, old in reversed(done):
        try:
            if old is None:
                os.unlink(target)
            else:
                os.replace(old, target)
        except OSError as error:  # noqa: PERF203 - the others are put back all the same
            lost.append(f"; `{target}` is new already, and can't be put back: {error.strerror or error}")
    return "".join(lost)


@contextlib.contextmanager
def _at_work_in(path: str) -> Iterator[Folder]:
    """
    Give a folder to write into: without what runs have left that were killed, and without what this one leaves.

    Raises:
        OSError: When nothing can be written there.
    """
    _clean(path)
    while True:
        token = os.urandom(8).hex()
        lock = _create(os.path.join(path, f".configlang-{token}.lock"))
        if _is_locked_by_us(lock):
            break
        # Another run has taken it for a rest, in the moment before it was locked.
        os.close(lock)
    folder = Folder(path, token)
    try:
        yield folder
    finally:
        folder.clear()
        os.close(lock)
        if os.name == "nt":
            # It takes away nothing that is open.
            folder.clear()


class Folder:
    """A folder that outputs are written into, and what stands beside them meanwhile."""

    def __init__(self, path: str, token: str) -> None:
        """Take the path, and what the names of this run have in common."""
        self._path = path
        self._token = token
        self._names: list[str] = []

    def clear(self) -> None:
        """Take away what was written beside; the lock goes last."""
        for name in (*self._names, self._name("lock")):
            _remove(name)

    def grow(self) -> str:
        """Make a folder beside what is written, and return where."""
        name = self._name("tree")
        self._names.append(name)
        os.mkdir(name)
        return name

    def write(self, file: File, target: str, *, is_synced: bool) -> str:
        """Write what is to take the place of a file beside it, on the disk where that is asked, and return where."""
        name = self._name(f"new.{len(self._names)}")
        self._names.append(name)
        with open(_create(name, file.mode), "wb") as stream:
            stream.write(file.contents)
            stream.flush()
            _take_over(stream.fileno(), target)
            if is_synced:
                os.fsync(stream.fileno())
        return name

    def keep(self, target: str) -> str | None:
        """Keep a file that is about to be replaced under another name, and return that; None where there is no file."""
        name = self._name(f"old.{len(self._names)}")
        self._names.append(name)
        try:
            os.link(target, name, follow_symlinks=False)
        except FileNotFoundError:
            return None
        except OSError as error:
            if error.errno not in {errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EMLINK, errno.EXDEV, errno.ENOSYS}:
                raise
            # A file system without links, or a file of somebody else's.
            if not os.path.lexists(target):
                return None
            # Rarely needed, and slow to import.
            import shutil

            shutil.copy2(target, name, follow_symlinks=False)
        return name

    def _name(self, kind: str) -> str:
        return os.path.join(self._path, f".configlang-{self._token}.{kind}")


def _create(path: str, mode: int = 0o666) -> int:
    """Open a file that was not there; a link of that name, wherever it leads, is there."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    return os.open(path, flags | getattr(os, "O_CLOEXEC", 0), mode)


def _is_locked_by_us(descriptor: int) -> bool:
    """Lock a file that was just made; False where somebody has locked or taken it away before."""
    try:
        import fcntl
    except ImportError:
        # Windows takes nothing away that is open.
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        # A file system without locks: nothing is ever cleaned there.
        return True
    return os.fstat(descriptor).st_nlink > 0


def _clean(folder: str) -> None:
    """Take away what runs have left that were killed: files of ours, by our names, whose lock nobody holds."""
    try:
        import fcntl
    except ImportError:
        return
    found: dict[str, list[str]] = {}
    with contextlib.suppress(OSError):
        for name in os.listdir(folder):
            if match := _REST.fullmatch(name):
                found.setdefault(match[1], []).append(name)
    for token, names in found.items():
        lock = os.path.join(folder, f".configlang-{token}.lock")
        with contextlib.suppress(OSError), _opened(lock) as descriptor:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # The lock goes last: while it is there, the rest is known.
            for name in sorted(names, reverse=True):
                _remove_ours(os.path.join(folder, name))


@contextlib.contextmanager
def _opened(path: str) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _remove_ours(path: str) -> None:
    status = os.lstat(path)
    if (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)) and status.st_uid == os.geteuid():
        _remove(path)


def _remove(path: str) -> None:
    """Take a file away, or a folder with all that is in it; what can't be taken away stays."""
    if os.path.isdir(path) and not os.path.islink(path):
        # Rarely needed, and slow to import.
        import shutil

        shutil.rmtree(path, ignore_errors=True)
        return
    with contextlib.suppress(OSError):
        os.unlink(path)


def _take_over(descriptor: int, target: str) -> None:
    """Give a new file what the old one has beside its contents: owner, mode, extended attributes."""
    try:
        old = os.stat(target)
    except FileNotFoundError:
        return
    new = os.fstat(descriptor)
    if hasattr(os, "fchown") and (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        # Who may not give files away keeps what is written; the group may still be had.
        with contextlib.suppress(OSError):
            os.fchown(descriptor, -1, old.st_gid)
        with contextlib.suppress(OSError):
            os.fchown(descriptor, old.st_uid, -1)
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, old.st_mode & 0o1777)
    if hasattr(os, "listxattr"):
        with contextlib.suppress(OSError):
            for name in os.listxattr(target):
                with contextlib.suppress(OSError):
                    os.setxattr(descriptor, name, os.getxattr(target, name))


def compare(path: str, contents: str | bytes) -> str | None:
    """Say how a file differs from what it should hold, for a text by a short unified diff; None where it doesn't."""
    if problem := _unfit(path):
        return problem
    try:
        old = looks.read_back(path)
    except FileNotFoundError:
        return "the file does not exist"
    except OSError as error:
        return error.strerror or str(error)
    data = _bytes(contents)
    if old == data:
        return None
    if isinstance(contents, bytes):
        return _first_difference(old, data)
    import difflib

    lines = list(
        difflib.unified_diff(
            old.decode("utf-8", "backslashreplace").splitlines(),
            contents.splitlines(),
            path,
            f"{path} (as it would be written)",
            n=1,
            lineterm="",
        )
    )
    if len(lines) > _MAX_DIFF_LINES:
        lines[_MAX_DIFF_LINES:] = [f"... and {len(lines) - _MAX_DIFF_LINES} more lines"]
    return "\n".join(["it holds something else:", *lines]) if lines else "its lines end otherwise"


def _bytes(contents: str | bytes) -> bytes:
    return contents.encode("utf-8") if isinstance(contents, str) else contents


def _first_difference(old: bytes, new: bytes) -> str:
    pairs = enumerate(zip(old, new, strict=False))
    offset = next((index for index, (one, other) in pairs if one != other), min(len(old), len(new)))
    return f"it holds {len(old)} bytes and would hold {len(new)}, other ones from byte {offset} on"


def _unfit(path: str) -> str | None:
    """Say why a path can't hold an output: replacing a device would destroy it, and reading a FIFO waits for ever."""
    if looks.isdir(path):
        return "it is a directory"
    if looks.exists(path) and not looks.isfile(path):
        return "it is not a regular file"
    return None


def _holds(path: str, data: bytes) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read(len(data) + 1) == data
    except OSError:
        return False
