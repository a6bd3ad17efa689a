"""
What the tests have seen of each platform: where an output was run, linked, compiled, or read by something.

A test that has seen an output work says so with ``record``. Where ``CONFIGLANG_SEEN`` names a file, it is noted there,
and kept in tests/platforms.json, from which the documentation is made:

    python -m tests.seen FILE            tell what the file and tests/platforms.json don't share; exit 1 if anything
    python -m tests.seen FILE --write    put what the file says of its platforms into tests/platforms.json

A run that has seen less than is kept is as wrong as one that has seen more. Of a CPython only the minor and the build
are compared: its patch release may come from a source that moves, and is told.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from configlang.cpython.targets import host_target

KEPT = Path(__file__).with_name("platforms.json")
VARIABLE = "CONFIGLANG_SEEN"

State = Literal["run", "linked", "compiled", "read"]
"""
What was seen: a program came up and said so; one was linked, which nothing here can run; the code was compiled alone; a
program that is none of CPython's read the text.
"""

STATES: tuple[State, ...] = get_args(State)
"""The best first."""


class Seen(NamedTuple):
    """
    One thing that was seen.

    Attributes:
        platform: A target triple.
        python: The full version with the letters of the build, as in ``3.13.0`` and ``3.11.2d``; empty where the output
            goes by none.
        output: The name of the output.
        state: What was seen of it.
    """

    platform: str
    python: str
    output: str
    state: State

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What two runs must share: all but the patch release."""
        bare = self.python.rstrip("td")
        build = self.python[len(bare) :]
        return self.platform, ".".join(bare.split(".")[:2]) + build, self.output, self.state


@cache
def record(state: State, output: str, python: str, platform: str | None = None) -> None:
    """
    Note that an output was seen to work; call it behind what shows that.

    Args:
        state: What was seen.
        output: The name of the output.
        python: The full version of the CPython, with the letters of its build.
        platform: The target triple that the code was compiled for; None is this machine's.
    """
    if file := os.environ.get(VARIABLE):
        seen = Seen(platform or host_target().triple, python, output, state)
        # One write at the end of the file, since several processes of the tests do so.
        with Path(file).open("a", encoding="utf-8") as notes:
            notes.write(json.dumps(seen) + "\n")


def noted(file: Path) -> list[Seen]:
    """Return what a run has noted, each once, in order."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return sorted({Seen(*json.loads(line)) for line in lines}, key=_order)


def kept() -> list[Seen]:
    """Return what the documentation is made from."""
    return [Seen(*row) for row in json.loads(KEPT.read_text(encoding="utf-8"))]


def _order(seen: Seen) -> tuple[object, ...]:
    bare = seen.python.rstrip("td")
    numbers = tuple(int(number) for number in bare.split(".")) if bare else ()
    return seen.platform, numbers, seen.python, seen.output, STATES.index(seen.state)


def differences(seen: Iterable[Seen], known: Iterable[Seen]) -> list[str]:
    """Return a line for each thing that one of the two alone has."""
    one, other = {each.key for each in seen}, {each.key for each in known}
    missing = [f"not seen: {' '.join(key)}" for key in sorted(other - one)]
    return [*missing, *(f"not kept: {' '.join(key)}" for key in sorted(one - other))]


def write(seen: Iterable[Seen]) -> None:
    """Keep what was seen, in the place of all that was kept of the same CPythons on the same platforms."""
    seen = list(seen)
    renewed = {each.key[:2] for each in seen}
    rows = sorted([*seen, *(each for each in kept() if each.key[:2] not in renewed)], key=_order)
    KEPT.write_text("[\n" + ",\n".join(f"  {json.dumps(row)}" for row in rows) + "\n]\n", encoding="utf-8")


def main() -> int:
    """Compare a run with what is kept, or keep it; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().split("\n\n")[0])
    parser.add_argument("file", type=Path, help=f"what {VARIABLE} named during the run")
    parser.add_argument("--write", action="store_true", help="keep what was seen")
    options = parser.parse_args()
    seen = noted(options.file)
    if options.write:
        write(seen)
        return 0
    known = kept()
    for each in set(seen) - set(known):
        if each.key in {other.key for other in known}:
            sys.stdout.write(f"another patch release: {' '.join(each)}\n")
    wrong = differences(seen, known)
    sys.stdout.write("".join(f"{line}\n" for line in wrong or [f"{len(seen)} things seen, as {KEPT.name} says"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
