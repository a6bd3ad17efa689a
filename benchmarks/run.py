"""
How long the command takes, as whole processes, beside the least that it could and beside other config languages.

    python benchmarks/run.py [--runs N] [--python PATH] [--peers PATH] [--write]

The first PATH is the Python of an environment with configlang installed from a wheel by a recent pip (default: the one
that runs this), the second that of one made by `peers.py`. Each row is a command and what it is held against, run in
turn, so that a change of the machine's speed meets both; the ratio is taken pair by pair. ``--write`` puts the tables
into docs/explanation/performance.md.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from peers import PEERS, has  # type: ignore[import-not-found]

HERE = Path(__file__).resolve().parent
EXAMPLE = HERE.parent / "docs/examples/readme/app.bzl"
PAGE = HERE.parent / "docs/explanation/performance.md"
BEGIN, END = "<!-- measured -->\n", "<!-- end of what is measured -->\n"
COUNT = 10_000
MANY = 200
CONFIGS = 500
TARGETS = ["x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc", "aarch64-apple-darwin"]


class Taken(NamedTuple):
    """What one process and those that it started took: milliseconds by the clock and of processors, MiB at most."""

    wall: float
    cpu: float
    memory: float


class Row(NamedTuple):
    """
    Something that is measured.

    Attributes:
        name: What it is.
        command: What is run.
        base: What it is held against.
        units: How many configs it does.
    """

    name: str
    command: Sequence[str]
    base: Sequence[str]
    units: int = 1


def take(command: Sequence[str], folder: str, environment: dict[str, str]) -> Taken:
    """Run a command."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        raise SystemExit(f"{' '.join(command)} ends with {process.returncode}")
    return Taken(wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024)


def measured(row: Row, runs: int, folder: str, environment: dict[str, str]) -> str:
    """Measure a row, and return it as one of a table."""
    pairs = []
    for number in range(runs + 1):
        pair = take(row.command, folder, environment), take(row.base, folder, environment)
        # The first fills caches, of files and of answers.
        if number:
            pairs.append(pair)
    ours = [pair[0] for pair in pairs]
    ratio = statistics.median(ours.wall / base.wall for ours, base in pairs) / row.units
    figures = [
        min(each.wall for each in ours) / row.units,
        statistics.median(each.wall for each in ours) / row.units,
        min(each.cpu for each in ours) / row.units,
    ]
    shown = " | ".join(f"{figure:.1f}" for figure in figures)
    return f"| {row.name} | {shown} | {max(each.memory for each in ours):.0f} | {ratio:.2f} |"


def written(count: int) -> list[tuple[str, str]]:
    """Return modules."""
    return [(f"mod_{number}", f"PyInit_mod_{number}") for number in range(count)]


def write_configs(folder: Path) -> None:
    """Write what is evaluated."""
    head = 'interpreter(profile = "isolated", set_missing_path_configuration = False)'
    lines = [f'static_extension(name = "{name}", init = "{init}")' for name, init in written(COUNT)]
    (folder / "large.bzl").write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    loop = f"for i in range({COUNT}):\n    static_extension(name = 'mod_%d' % i, init = 'PyInit_mod_%d' % i)\n"
    (folder / "loop.bzl").write_text(f"{head}\n{loop}", encoding="utf-8")
    text = EXAMPLE.read_text(encoding="utf-8")
    (folder / "many").mkdir()
    for number in range(MANY):
        (folder / "many" / f"app_{number}.bzl").write_text(text.replace("_speedups", f"_speedups_{number}"))


def write_project(folder: Path) -> None:
    """Write a project of many configs over several targets."""
    folder.mkdir()
    text = EXAMPLE.read_text(encoding="utf-8")
    lines = []
    for number in range(CONFIGS):
        (folder / f"app_{number}.bzl").write_text(text.replace("_speedups", f"_speedups_{number}"), encoding="utf-8")
        lines += [
            "[[config]]",
            f'file = "app_{number}.bzl"',
            f'outputs = {{ json = "gen/{{target}}/app_{number}.json" }}',
            f"matrix = {{ target = {json.dumps(TARGETS)} }}",
        ]
    (folder / "configlang.toml").write_text("\n".join([*lines, ""]), encoding="utf-8")


def same_modules(printed: str) -> bool:
    """Tell whether a document has the modules, in whatever way it is laid out."""
    document = json.loads(printed)
    rows = document if isinstance(document, list) else document.get("modules") or document["extra_extension_modules"]
    return sorted((row["name"], row.get("init_func") or row["init"]) for row in rows) == sorted(written(COUNT))


def small(python: str, command: str) -> Iterator[Row]:
    """Give the rows of the example of the README."""
    nothing, bare = [python, "-c", "pass"], [python, str(HERE / "bare.py"), str(EXAMPLE)]
    yield Row("a script with engine and attrs that checks nothing", bare, nothing)
    for verb in (["eval", "--format", "rust"], ["check"], ["why"]):
        yield Row(
            f"`{verb[0]}`, the first time, beside that script", [command, *verb, str(EXAMPLE), "--no-cache"], bare
        )
    for verb in (["eval", "--format", "rust"], ["check"], ["why"]):
        yield Row(f"`{verb[0]}`, nothing changed", [command, *verb, str(EXAMPLE)], nothing)
    for words in (["--version"], ["--help"], ["explain", "wrong-type"]):
        yield Row(f"`{' '.join(words)}`", [command, *words], nothing)
    yield Row(f"`check` of {MANY} configs, for each", [command, "check", "many", "--no-cache"], bare, MANY)


def project(python: str, command: str) -> Iterator[Row]:
    """Give the rows of a project, whose files the first run makes."""
    nothing, bare = [python, "-c", "pass"], [python, str(HERE / "bare.py"), str(EXAMPLE)]
    where, entries = ["--root", "project"], CONFIGS * len(TARGETS)
    yield Row(
        "`generate`, everything computed, for each file", [command, "generate", *where, "--no-cache"], bare, entries
    )
    yield Row("`generate`, nothing changed", [command, "generate", *where], nothing)
    yield Row("`generate --check`, nothing changed", [command, "generate", *where, "--check"], nothing)


def large(python: str, command: str, peers: str | None, folder: Path) -> Iterator[Row]:
    """Give the rows of many declarations; other languages have to print the same."""
    bare = [python, str(HERE / "bare.py"), "large.bzl"]
    for output in ("json", "c", "rust", "rust-ffi"):
        for kind, file in (("written out", "large.bzl"), ("from a loop", "loop.bzl")):
            yield Row(f"`{output}`, {kind}", [command, "eval", file, "--format", output, "--no-cache"], bare)
    yield Row("`json`, written out, nothing changed", [command, "eval", "large.bzl", "--format", "json"], bare)
    for name, peer in PEERS.items():
        if peers is None or not has(peers, peer):
            continue
        (folder / f"large{peer.suffix}").write_text(peer.write(written(COUNT)), encoding="utf-8")
        words = [peers, "-c", peer.program, f"large{peer.suffix}"]
        printed = subprocess.run(words, cwd=folder, check=True, capture_output=True, text=True).stdout
        if not same_modules(printed):
            raise SystemExit(f"{name} prints something else")
        yield Row(f"{name} (its Python package), JSON", words, bare)


def main() -> None:
    """Measure, print, and write where that is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().split("\n")[0])
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--peers")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    # Not the file behind a symbolic link: that is what makes it the Python of its environment.
    python = str(Path(options.python).absolute())
    peers = None if options.peers is None else str(Path(options.peers).absolute())
    command = str(Path(python).with_name("configlang"))
    head = "wall min | wall median | CPU min | MiB | ratio |\n| --- | ---: | ---: | ---: | ---: | ---: |"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_configs(folder)
        write_project(folder / "project")
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "CONFIGLANG"))}
        environment["CONFIGLANG_CACHE_DIR"] = str(folder / "cache")
        about = subprocess.run([command, "--version"], check=True, capture_output=True, text=True).stdout.strip()
        version = subprocess.run([python, "-V"], check=True, capture_output=True, text=True).stdout.strip()
        today = dt.datetime.now(tz=dt.timezone.utc).date()
        lines = [f"{about}, {version}, {platform.system()} {platform.machine()}, {os.cpu_count()} processors, {today};"]
        lines += [
            f"milliseconds, minimum and median of {options.runs} runs, ratio of the clock's time pair by pair.",
            "",
        ]
        for title, base, rows in (
            ("The example of the README", "", small(python, command)),
            (f"A project of {CONFIGS} configs, each for {len(TARGETS)} targets", "", project(python, command)),
            (f"{COUNT:,} modules", "; ratio to the script", large(python, command, peers, folder)),
        ):
            lines += [f"| {title}{base} | {head}"]
            for row in rows:
                line = measured(row, options.runs, name, environment)
                print(line)
                lines.append(line)
            lines.append("")
    if options.write:
        text = "\n".join(lines)
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        _, _, after = rest.partition(END)
        PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
