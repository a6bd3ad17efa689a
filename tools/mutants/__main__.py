"""
Put faults into a copy of the source, one at a time, and tell which of them no test notices.

The sample is the same for the same seed and source. What is known of a sample is kept in the folder `--work`, so that
the same command goes on where an earlier one was ended. The exit code is 0, or 2 where the tests can't be run.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import attrs

from tools.mutants.faults import Fault, places, sample
from tools.mutants.report import report
from tools.mutants.tree import Tree, sources
from tools.mutants.trials import Before, BrokenTestsError, Result, Trials, look

ROOT = Path(__file__).parents[2]
ROOMS = ("check", "cli", "language", "outputs", "schema", "worker")
TESTS = (
    "tests/unit",
    "tests/golden",
    "tests/docs",
    "tests/fuzz",
    "tests/hostile",
    "tests/mutation",
    "tests/truth/test_every_rule.py",
)
"""Those that start no program of their own building."""


def main() -> int:
    """Do what the command line says."""
    options = parse_command_line()
    faults = sample(ROOT, places(ROOT, options.rooms), seed=options.seed, size=options.sample)
    if options.only:
        faults = [fault for fault in faults if fault.number in options.only]
    if options.list:
        for fault in faults:
            sys.stdout.write(f"{fault.number}: {fault.path}:{fault.line}\n{fault.diff}\n\n")
        return 0
    work = options.work or Path(tempfile.gettempdir()) / f"configlang-mutants-{digest(faults, options.tests)}"
    work.mkdir(parents=True, exist_ok=True)
    head = f"Faults in {', '.join(options.rooms)} (--seed {options.seed} --sample {options.sample})"
    try:
        run(faults, options, work, head)
    except BrokenTestsError as error:
        sys.stderr.write(f"mutants: {error}\n")
        return 2
    return 0


def parse_command_line() -> argparse.Namespace:
    """Return the options."""
    parser = argparse.ArgumentParser("dev.py mutants", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="which sample (default: %(default)s)")
    parser.add_argument("--sample", type=int, default=300, metavar="N", help="how many faults (default: %(default)s)")
    parser.add_argument("--rooms", nargs="+", default=ROOMS, metavar="ROOM", help="folders or modules of the package")
    parser.add_argument("--tests", nargs="+", default=TESTS, metavar="PATH", help="what pytest is given")
    parser.add_argument("--only", nargs="+", type=int, metavar="N", help="the numbers of some faults of the sample")
    parser.add_argument("--workers", type=int, default=1, metavar="N", help="how many at once (default: %(default)s)")
    parser.add_argument("--report", type=Path, default=Path("mutants.md"), help="the report (default: %(default)s)")
    parser.add_argument("--work", type=Path, help="where the copies are (default: a folder of the system's for such)")
    parser.add_argument("--list", action="store_true", help="print the faults, and try none")
    return parser.parse_args()


def digest(faults: Sequence[Fault], tests: Sequence[str]) -> str:
    """Return a name for what is to be tried: another one where faults, source or tests are others."""
    found = hashlib.sha256(json.dumps([list(tests), [fault.text for fault in faults]]).encode())
    for name in sources(ROOT):
        if not (ROOT / name).is_symlink():
            found.update(name.encode() + b"\0" + (ROOT / name).read_bytes() + b"\0")
    return found.hexdigest()[:12]


def run(faults: Sequence[Fault], options: argparse.Namespace, work: Path, head: str) -> None:
    """Try the faults that have not been tried, and write the report after each of them."""
    trees = [Tree(ROOT, work / f"tree-{number}") for number in range(options.workers)]
    before = known(work / "before.json") or look(trees[0], faults, options.tests, work, options.workers)
    (work / "before.json").write_text(json.dumps(attrs.asdict(before), default=list), encoding="utf-8")
    noted = work / "results.jsonl"
    lines = noted.read_text(encoding="utf-8").splitlines() if noted.exists() else []
    results = {result.number: result for result in (Result(**json.loads(line)) for line in lines)}
    say(f"{len(before.seconds)} tests pass, {len(before.failing)} fail; {len(results)} of {len(faults)} known")
    with noted.open("a", encoding="utf-8") as file:
        for result in Trials(trees, before, work).run([each for each in faults if each.number not in results]):
            results[result.number] = result
            file.write(json.dumps(attrs.asdict(result)) + "\n")
            file.flush()
            options.report.write_text(report(faults, results, head=head, failing=before.failing), encoding="utf-8")
            say(f"{len(results)}/{len(faults)}: {result.number} {result.outcome} {result.test}")
    for number in range(options.workers):
        shutil.rmtree(work / f"tree-{number}")


def known(file: Path) -> Before | None:
    """Return what an earlier run has found out about the tests, None where there was none."""
    if not file.exists():
        return None
    data = json.loads(file.read_text(encoding="utf-8"))
    reach = {int(number): None if tests is None else frozenset(tests) for number, tests in data["reach"].items()}
    return Before(seconds=data["seconds"], failing=data["failing"], reach=reach)


def say(text: str) -> None:
    """Tell how far this is."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
