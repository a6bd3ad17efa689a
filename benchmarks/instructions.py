"""
How many instructions runs of the command take, beside the least that such runs could.

    python benchmarks/instructions.py [--python PATH]

PATH is the Python of an environment with configlang installed from a wheel (default: the one that runs this). Counts
are valgrind's (cachegrind), which hardly differ from run to run and machine to machine; of several processes the one
with the most counts, since it starts as a copy of the one before. The exit code is 1 where a run takes more than it
may: the ratios below are what was reached, and 5 % more.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
EXAMPLE = HERE.parent / "docs/examples/readme/app.bzl"
COMMAND = "import sys; from configlang.__main__ import main; sys.exit(main())"

RATIOS: dict[str, tuple[str, float]] = {
    "eval": ("bare", 1.00),
    "check": ("bare", 0.95),
    "eval, remembered": ("pass", 1.05),
    "check, remembered": ("pass", 1.05),
    "--version": ("pass", 1.00),
    "--help, remembered": ("pass", 1.03),
}
"""What each run is held against, and how many times its instructions it may take."""


def commands(python: str) -> dict[str, list[str]]:
    """Return the commands by name."""
    ours = [python, "-c", COMMAND]
    return {
        "pass": [python, "-c", "pass"],
        "bare": [python, str(HERE / "bare.py"), str(EXAMPLE)],
        "eval": [*ours, "eval", str(EXAMPLE), "--format", "rust", "--no-cache"],
        "check": [*ours, "check", str(EXAMPLE), "--no-cache"],
        "eval, remembered": [*ours, "eval", str(EXAMPLE), "--format", "rust"],
        "check, remembered": [*ours, "check", str(EXAMPLE)],
        "--version": [*ours, "--version"],
        "--help, remembered": [*ours, "--help"],
    }


def instructions(command: list[str], folder: str, environment: dict[str, str]) -> int:
    """Return the instructions of a run in a folder, whose files in caches are there."""
    subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, env=environment
    )
    counting = [
        "valgrind",
        "--tool=cachegrind",
        "--cache-sim=no",
        "--cachegrind-out-file=/dev/null",
        "--trace-children=yes",
    ]
    done = subprocess.run(
        [*counting, *command], check=True, capture_output=True, text=True, cwd=folder, env=environment
    )
    return max(int(count.replace(",", "")) for count in re.findall(r"I\s+refs:\s+([\d,]+)", done.stderr))


def main() -> int:
    """Count, print a table, and tell whether all is within its ratio."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().split("\n")[0])
    parser.add_argument("--python", default=sys.executable)
    # Not the file behind a symbolic link: that is what makes it the Python of its environment.
    python = str(Path(parser.parse_args().python).absolute())
    is_within = True
    # In a folder of its own, where Python finds no other configlang.
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "CONFIGLANG_CACHE_DIR": str(Path(folder) / "cache"), "PYTHONHASHSEED": "0"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        counts = {name: instructions(command, folder, environment) for name, command in commands(python).items()}
    print(f"{'run':20} {'millions':>9}   ratio")
    for name, count in counts.items():
        base, most = RATIOS.get(name, (name, 1.0))
        ratio = count / counts[base]
        is_within &= ratio <= most
        text = (
            f"{ratio:.2f} of {base}, at most {most:.2f}{'' if ratio <= most else ': TOO MANY'}" if name != base else ""
        )
        print(f"{name:20} {count / 1e6:9.1f}   {text}")
    return int(not is_within)


if __name__ == "__main__":
    sys.exit(main())
