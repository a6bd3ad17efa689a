"""What there is of the virtual environment that a config names, where the check runs on the machine that it is for."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from configlang.cache import looks
from configlang.check.rule import View, once
from configlang.cpython.targets import host_target
from configlang.cpython.versions import PYTHON_VERSIONS, Version
from configlang.light.typed import NamedTuple
from configlang.schema.texts import parts_of
from configlang.schema.virtual import program_of

FILE = "pyvenv.cfg"
"""The file that makes a folder an environment."""


class Environment(NamedTuple):
    """
    What was found of an environment.

    Attributes:
        folder: The folder, as the config has it.
        values: What its ``pyvenv.cfg`` says, by the names in small letters; None where there is no such file.
        program: The path of its interpreter.
    """

    folder: str
    values: Mapping[str, str] | None
    program: str

    @property
    def version(self) -> tuple[int, ...] | None:
        """The version of CPython that it was made for, with the patch release where that is known."""
        values = self.values or {}
        # venv writes the first, virtualenv and uv the second.
        text = values.get("version_info" if "version_info" in values else "version", "")
        match = re.match(r"(\d{1,2})\.(\d{1,3})(?:\.(\d{1,3}))?", text)
        return tuple(int(number) for number in match.groups() if number) if match else None


@once
def environment_of(view: View) -> Environment | None:
    """Return the environment of a config; None where it is not there, or of another machine, or of run time alone."""
    declared = view.config.virtual_environment
    if declared is None or view.target != host_target():
        return None
    folder = declared.path
    if any(not isinstance(part, str) for part in parts_of(folder)) or not os.path.isabs(folder):
        return None
    if not looks.exists(folder):
        return None
    return Environment(folder, _read(os.path.join(folder, FILE)), program_of(folder, is_windows=view.target.is_windows))


def _read(path: str) -> dict[str, str] | None:
    """Read a ``pyvenv.cfg`` as CPython does: names and values on both sides of the first ``=`` of a line."""
    if not looks.isfile(path):
        return None
    try:
        text = looks.read_back(path).decode("utf-8", "replace")
    except OSError:
        return None
    pairs = (line.partition("=") for line in text.splitlines() if "=" in line)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def is_of(version: Version, numbers: tuple[int, ...]) -> bool:
    """Tell whether a version may be that of an environment: by its minor, and its patch release where both say it."""
    if numbers[0] != PYTHON_MAJOR or numbers[1] != version.minor:
        return False
    first, last = version.patches
    return len(numbers) < _FULL or (first <= numbers[2] and (last is None or numbers[2] <= last))


PYTHON_MAJOR = int(str(PYTHON_VERSIONS[0]).partition(".")[0])
_FULL = 3


def needs_library_beside(program: str) -> bool:
    """Tell whether an interpreter is a copy that looks for its libpython where it lies itself."""
    if not looks.isfile(program) or looks.realpath(program) != os.path.join(
        looks.realpath(os.path.dirname(program)), os.path.basename(program)
    ):
        return False
    start = looks.head(program)
    return b"libpython3." in start and b"$ORIGIN" in start
