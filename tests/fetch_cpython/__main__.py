"""
Fetch CPythons that the tests start programs with, and that a machine has not got otherwise.

Each is unpacked to a folder that looks like any installed prefix. A finished folder is left alone, and what an
interrupted run has left is done anew: also where the folder was moved, for its files carry its path. The exit code is
0, or 1 with one line for each that can't be had.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.fetch_cpython.folders import fetch
from tests.fetch_cpython.sources import FetchError
from tests.fetch_cpython.table import FETCHED, SOURCES, USUAL


def main() -> int:
    """Fetch what is not there, print where it is, and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.fetch_cpython", description="Fetch CPythons for the tests that embed one."
    )
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"which: {', '.join(SOURCES)} (default: {' '.join(USUAL)})"
    )
    parser.add_argument("--into", type=Path, default=FETCHED, help="the folder that gets a folder for each")
    options = parser.parse_args()
    # `windows` is all below it.
    asked = {name: [each for each in SOURCES if each == name or each.startswith(f"{name}/")] for name in options.names}
    unknown = [name for name, found in asked.items() if not found]
    if unknown:
        parser.error(f"there is no {unknown[0]}; there are {', '.join(SOURCES)}")
    failed = False
    for name in [name for found in asked.values() for name in found] or USUAL:
        into = (options.into / name).resolve()
        try:
            version = fetch(SOURCES[name], into)
        except (FetchError, OSError) as error:
            sys.stderr.write(f"fetch_cpython: {name}: {error}\n")
            failed = True
        else:
            sys.stdout.write(f"CPython {version} is in {into}\n")
    return int(failed)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
