"""
How long an evaluation takes, as a whole process, beside the least that any program of its kind could do.

    python benchmarks/evaluation.py [--runs N] [--python PATH]

PATH is the Python of an environment with configlang installed from a wheel (default: the one that runs this). Runs go
in pairs, one of each in turn, so that a change of the machine's speed meets both; the ratio is taken pair by pair.
The other side (`bare.py`) imports the engine and attrs, evaluates the same text with rules that check nothing, makes
attrs objects, and prints JSON.
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

HERE = Path(__file__).resolve().parent
README_EXAMPLE = HERE.parent / "docs/examples/readme/app.bzl"


def write_config(path: Path, declarations: int) -> None:
    """Write a config with a number of written-out declarations."""
    lines = ['interpreter(profile = "isolated")']
    lines += [f'static_extension(name = "pkg.mod_{i}", init = "PyInit_mod_{i}")' for i in range(declarations)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def seconds(command: list[str]) -> float:
    """Return the wall-clock time of one run of a command."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - start


def compare(name: str, ours: list[str], theirs: list[str], runs: int) -> None:
    """Run two commands in turn and print a row: medians in milliseconds, and the median ratio."""
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(runs + 1)][1:]
    a = statistics.median(pair[0] for pair in pairs) * 1000
    b = statistics.median(pair[1] for pair in pairs) * 1000
    ratio = statistics.median(pair[0] / pair[1] for pair in pairs)
    best = min(pair[0] for pair in pairs) * 1000, min(pair[1] for pair in pairs) * 1000
    print(f"{name:34} {a:8.1f} {b:8.1f} {ratio:7.2f}   (fastest {best[0]:.1f} / {best[1]:.1f})")


def main() -> None:
    """Time every size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().split("\n")[0])
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--python", default=sys.executable)
    options = parser.parse_args()
    # Every run evaluates.
    os.environ["CONFIGLANG_CACHE_DIR"] = os.devnull
    # The file behind the symbolic link or shim, which is what an installed command starts.
    python = str(Path(options.python).absolute())
    command = str(Path(python).with_name("configlang"))
    print(f"{'config':34} {'ours':>8} {'bare':>8} {'ratio':>7}   milliseconds, whole process, median of pairs")
    with tempfile.TemporaryDirectory() as folder:
        sizes = {"1 declaration": 1, "1,000 declarations": 1_000, "10,000 declarations": 10_000}
        for label, count in sizes.items():
            path = Path(folder) / f"config_{count}.bzl"
            write_config(path, count)
            bare = [python, str(HERE / "bare.py"), str(path)]
            for output in ("json", "rust"):
                ours = [command, "eval", str(path), "--format", output]
                compare(f"{label}, {output}", ours, bare, options.runs)
        bare = [python, str(HERE / "bare.py"), str(README_EXAMPLE)]
        for verb in (["eval", "--format", "rust"], ["check"]):
            ours = [command, *verb, str(README_EXAMPLE)]
            compare(f"the example of the README, {verb[0]}", ours, bare, options.runs)
        compare("--version", [command, "--version"], [python, "-c", "pass"], options.runs)


if __name__ == "__main__":
    main()
