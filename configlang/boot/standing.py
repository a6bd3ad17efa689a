"""Where the booted program stands: at the name that it is started by, as long as it runs."""

from __future__ import annotations

import contextlib
import glob
import os
import shutil
from collections.abc import Iterator

from configlang.schema.texts import expand


@contextlib.contextmanager
def standing(program: str, name: str) -> Iterator[str | None]:
    """
    Put a program where it is to stand, and take it away at the end.

    What it starts anew, as multiprocessing does with ``sys.executable``, is found there; and so is what CPython looks
    for beside it.

    Args:
        program: The file.
        name: The path that it is to have. Where something is there already it stands beside it, with ``.boot`` behind
            its name.

    Yields:
        The path that it has; None where it can't have one.
    """
    place = next((path for path in (name, f"{name}.boot") if _put(program, path)), None)
    try:
        yield place
    finally:
        if place is not None:
            with contextlib.suppress(OSError):
                os.unlink(place)


def hindrance(name: str) -> str:
    """Say why nothing can stand at a path."""
    folder = os.path.dirname(name) or os.curdir
    if not os.path.isdir(folder):
        return "there is no such folder"
    if not os.access(folder, os.W_OK | os.X_OK):
        return "nothing can be written into it"
    return f"it has `{os.path.basename(name)}` and `{os.path.basename(name)}.boot` already"


_BUILT_INTO = ("build", "build/*", "target/*", "*")
"""Where programs are built into, below the folder of a project: with make and CMake, with cargo, and elsewhere."""


def found_below(folder: str, path: str) -> str | None:
    """Return the folder below another one, relative to our own, that ``$ORIGIN`` of a path must be for it to exist."""
    for pattern in _BUILT_INTO:
        for candidate in sorted(glob.glob(os.path.join(glob.escape(folder), pattern))):
            if os.path.exists(expand(path, candidate)):
                return os.path.relpath(candidate)
    return None


def _put(program: str, path: str) -> bool:
    """Put a file at a path where nothing is; tell whether that went well."""
    try:
        with contextlib.suppress(OSError):
            # Fails where the folders are not of one file system, and where something is there.
            os.link(program, path)
            return True
        with open(program, "rb") as source, open(path, "xb") as target:
            try:
                shutil.copyfileobj(source, target)
            except BaseException:
                os.unlink(path)
                raise
        shutil.copymode(program, path)
    except OSError:
        return False
    return True
