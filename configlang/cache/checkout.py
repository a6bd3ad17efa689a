"""What tells one state of a checkout from another."""

from __future__ import annotations

import os

# As typing has it; importing that takes longer than an answer that is remembered.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def state_of(package: str, hash_of: Callable[[str], bytes]) -> object:
    """Return what the files of a package are, and the rules beside it, by size and times; None where there are none."""
    rules = os.path.join(os.path.dirname(package), "stdlib_rules")
    files = sorted([*_files(package), *_files(rules)])
    return (package, hash_of(repr(files))) if files else None


def _files(folder: str) -> Iterator[tuple[str, int, int, int]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        yield from _files(entry.path)
                else:
                    status = entry.stat()
                    yield entry.path, status.st_size, status.st_mtime_ns, status.st_ctime_ns
    except OSError:
        return
