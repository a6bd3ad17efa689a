"""
How long a command takes that evaluates nothing, beside the start of Python itself.

    python benchmarks/unchanged.py [--runs N] [--command PATH]

PATH is an installed command, beside the Python that runs it (default: the one beside the Python that runs this). It is
run once before it is timed, so what is timed are answers that are remembered, and the version. Runs go in pairs, one of
each in turn; the ratio is taken pair by pair. A command that an older pip has written imports ``re``, which counts.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LINES = ["interpreter(isolated = True, set_missing_path_configuration = False)"]
WORDS = {
    "--version": ["--version"],
    "--help": ["--help"],
    "explain": ["explain", "wrong-type"],
    "eval": ["eval", "small.bzl"],
    "check": ["check", "small.bzl"],
    "why": ["why", "small.bzl", "isolated"],
    "eval, 10,000 declarations": ["eval", "large.bzl"],
    "check, 10,000 declarations": ["check", "large.bzl"],
}


def seconds(command: list[str], folder: str) -> float:
    """Return the wall-clock time of one run of a command."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Time each command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().split("\n")[0])
    parser.add_argument("--runs", type=int, default=25)
    parser.add_argument("--command", type=Path, default=Path(sys.executable).with_name("configlang"))
    options = parser.parse_args()
    command = str(options.command.absolute())
    nothing = [str(options.command.absolute().with_name("python")), "-c", "pass"]
    print(f"{'command':34} {'ours':>8} {'python':>8} {'ratio':>7}   milliseconds, whole process, median of pairs")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CONFIGLANG_CACHE_DIR"] = str(Path(folder) / "cache")
        for name, count in {"small": 100, "large": 10_000}.items():
            lines = [*LINES, *(f'static_extension("mod_{i}")' for i in range(count))]
            (Path(folder) / f"{name}.bzl").write_text("\n".join([*lines, ""]), encoding="utf-8")
        for label, words in WORDS.items():
            seconds([command, *words], folder)
            pairs = [(seconds([command, *words], folder), seconds(nothing, folder)) for _ in range(options.runs)]
            ours, theirs = (statistics.median(side) * 1000 for side in zip(*pairs, strict=True))
            ratio = statistics.median(a / b for a, b in pairs)
            print(f"{label:34} {ours:8.1f} {theirs:8.1f} {ratio:7.2f}")


if __name__ == "__main__":
    main()
