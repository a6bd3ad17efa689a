"""
Fuzz whole evaluations: texts made from right and from deadly configs, through the real process and every output.

Nothing that anybody writes into a config may raise an exception, outlive its limits, leave a process behind, give a
config that no output takes without saying why, or give something else the second time. What does is saved as
``FOLDER/NAME/app.bzl`` with the reason beside it, and the exit code is 1.

Inputs follow from ``--seed`` alone; how many of them a run gets through follows from ``--minutes`` too.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import re
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

ROOT = Path(__file__).resolve().parents[2]
# A script's own folder is on the path, and the checkout with its `tests` is not.
sys.path.insert(0, str(ROOT))

from configlang.api import emit, evaluate  # noqa: E402 - needs the path
from configlang.evaluation import Evaluation  # noqa: E402
from configlang.findings.catalogue import CATALOGUE  # noqa: E402
from configlang.findings.error import ConfigError  # noqa: E402
from configlang.outputs.table import FORMATS  # noqa: E402
from configlang.worker.start import can_fork  # noqa: E402
from tests.hostile.cases import AMOUNT, DEEP, MEMORY, TIME, VALUES  # noqa: E402

TIMEOUT = 2.0
"""Seconds for one evaluation."""
MEMORY_LIMIT = 256
"""MiB for one evaluation."""
HUNG = 6 * TIMEOUT + 5
"""Seconds by the clock after which an evaluation counts as hung: on a busy machine the limits leave it so long."""
MAX_TEXT = 20_000
"""Bytes; larger texts cost time and hold nothing that smaller ones can't. Hostile cases above it are not seeds."""
HOSTILE_SHARE = 0.05
"""How many of the texts are made from hostile cases."""
OVERRUN = frozenset({"timeout", "memory-limit", "engine-crash"})
"""What depends on the machine's load and not on the input alone: a second evaluation may end in another of these."""
TARGET = "x86_64-unknown-linux-gnu"

TOKEN = re.compile(rb'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|\w+|\n[ \t]*|[ \t]+|.', re.DOTALL)
SNIPPETS = (
    *b"( ) [ ] { } , : = == ; . * ** -1 0 1 + - % / // | & << if else for in def lambda load not and or return".split(),
    *b'None True False 4294967296 -9223372036854775809 1e400 0x 1_0 \'a\' "" "\\0" "\\xff" \'\'\''.split(),
    *b"interpreter static_extension dynamic_extension filesystem_importer oxidized_importer compatible_with".split(),
    *b"variable TARGET print fail struct record enum json range str partial typing call_stack paths name init".split(),
    *b"profile isolated hash_seed argv home mode enabled default values optimization_level run_module".split(),
    b'"\\ud800"',
    b'"$ORIGIN"',
    "'\U0001f40d'".encode(),
    b"'\xc3\xa4\xe2\x80\xae'",
    b"\n    ",
    b"\n",
    b"\t",
    b"\r",
    b"\r\n",
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"# configlang: disable=wrong-type\n",
    b'load("//lib:modules.bzl", "SHARED")\n',
    b'load("@stdlib//:paths.bzl", "stdlib_paths")\n',
    b'load("//:app.bzl", "x")\n',
    b"for i in range(10): ",
    b" for x in [1, 2]",
    b"__configlang",
)
"""What is put into texts beside what the seeds are made of."""


@attrs.define
class Figures:
    """What a run did."""

    inputs: int = 0
    accepted: int = 0
    emitted: Counter[str] = attrs.field(factory=Counter)
    refused: Counter[str] = attrs.field(factory=Counter)
    failures: list[str] = attrs.field(factory=list)

    def __str__(self) -> str:
        """Return them for people, one a line."""
        lines = [f"inputs    {self.inputs}", f"accepted  {self.accepted}"]
        lines += [f"  emitted as {name:10} {count}" for name, count in sorted(self.emitted.items())]
        lines.append(f"refused   {self.inputs - self.accepted - len(self.failures)}, by code of a finding:")
        lines += [f"  {code:22} {count}" for code, count in self.refused.most_common()]
        lines.append(f"failures  {len(self.failures)}")
        lines += [f"  {failure}" for failure in self.failures]
        return "\n".join(lines)


class Mutator:
    """Makes texts from the seeds: pieces dropped, repeated, moved, swapped and mixed, as tokens and as bytes."""

    def __init__(self, right: Sequence[bytes], hostile: Sequence[bytes], seed: int) -> None:
        """Start with the seeds as they are."""
        self._random = random.Random(seed)  # noqa: S311 - the run must be repeatable
        self._right = list(right)
        self._hostile = hostile
        tokens: list[bytes] = TOKEN.findall(b"\n".join([*right, *hostile]))
        self._pool = [token for token in tokens if len(token) > 1]

    def texts(self) -> Iterator[bytes]:
        """Give the right seeds themselves, then mutants without an end."""
        yield from tuple(self._right)
        while True:
            # The hostile ones are tested as they are elsewhere, and what comes of them is slow.
            text = self._random.choice(self._hostile if self._random.random() < HOSTILE_SHARE else self._right)
            for _ in range(self._random.choice((1, 1, 1, 2, 3, 8))):
                text = self._mutate_bytes(text) if self._random.random() < 0.2 else self._mutate_tokens(text)
            yield text[:MAX_TEXT]

    def keep(self, text: bytes) -> None:
        """Take a text as a further seed."""
        self._right.append(text)

    def _piece(self) -> bytes:
        return self._random.choice(SNIPPETS if self._random.random() < 0.5 else self._pool)

    def _mutate_tokens(self, text: bytes) -> bytes:
        tokens: list[bytes] = TOKEN.findall(text) or [b""]
        start = self._random.randrange(len(tokens))
        end = min(len(tokens), start + self._random.choice((1, 1, 1, 2, 5, 20)))
        kind = self._random.randrange(7)
        if kind == 0:
            del tokens[start:end]
        elif kind == 1:
            tokens[start:start] = tokens[start:end] * self._random.choice((1, 1, 2, 50))
        elif kind == 2:
            tokens[start] = self._piece()
        elif kind == 3:
            tokens.insert(start, self._piece())
        elif kind == 4:
            other = self._random.randrange(len(tokens))
            tokens[start], tokens[other] = tokens[other], tokens[start]
        elif kind == 5:
            lines = text.split(b"\n")
            lines.insert(self._random.randrange(len(lines) + 1), lines[self._random.randrange(len(lines))])
            return b"\n".join(lines)
        else:
            donor = TOKEN.findall(self._random.choice(self._right)) or [b""]
            begin = self._random.randrange(len(donor))
            tokens[start:end] = donor[begin : begin + self._random.randrange(1, 30)]
        return b"".join(tokens)

    def _mutate_bytes(self, text: bytes) -> bytes:
        data = bytearray(text or b"\n")
        at = self._random.randrange(len(data))
        kind = self._random.randrange(4)
        if kind == 0:
            data[at] = self._random.randrange(256)
        elif kind == 1:
            del data[at : at + self._random.randrange(1, 9)]
        elif kind == 2:
            data[at:at] = bytes(self._random.randrange(256) for _ in range(self._random.randrange(1, 5)))
        else:
            data[at] ^= 1 << self._random.randrange(8)
        return bytes(data)


def seeds() -> tuple[list[bytes], list[bytes]]:
    """Return the examples with the configs of the mutation test, and the hostile cases that are small."""
    files = [*sorted(ROOT.glob("docs/examples/**/*.bzl")), *sorted(ROOT.glob("tests/mutation/configs/**/*.bzl"))]
    amounts = {name: text for name, (text, _) in AMOUNT.items()}
    hostile = [text.encode() for cases in (VALUES, DEEP, MEMORY, TIME, amounts) for text in cases.values()]
    return [path.read_bytes() for path in files], [text for text in hostile if len(text) <= MAX_TEXT]


def run_text(path: Path) -> tuple[Evaluation, str | None]:
    """Evaluate one input twice and emit it in every form; return the evaluation and what went wrong."""
    first = _evaluate(path)
    if isinstance(first, str):
        return Evaluation(config=None, findings=(), inputs=()), first
    codes = {finding.code for finding in first.findings}
    if unknown := codes - set(CATALOGUE):
        return first, f"codes without an entry: {sorted(unknown)}"
    if first.config is None and not any(finding.is_error for finding in first.findings):
        return first, "no config and no error"
    second = _evaluate(path)
    if isinstance(second, str):
        return first, f"second time: {second}"
    is_overrun = bool(codes & OVERRUN) and bool({finding.code for finding in second.findings} & OVERRUN)
    if not is_overrun and _content(first) != _content(second):
        return first, "the second evaluation gives something else"
    return first, None


def emit_all(evaluation: Evaluation) -> tuple[list[str], str | None]:
    """Emit a config in every form, twice in each; return the forms that took it and what went wrong."""
    config = evaluation.require()
    taken: list[str] = []
    for name in FORMATS:
        try:
            text = emit(config, name)
        except ConfigError as error:
            # A refusal: something that the output can't say, named by a code of the catalogue.
            if not error.findings or any(finding.code not in CATALOGUE for finding in error.findings):
                return taken, f"{name}: refused without a reason: {error}"
            continue
        except Exception:  # noqa: BLE001 - the very thing that is looked for
            return taken, f"{name}: {traceback.format_exc()}"
        if emit(config, name) != text:
            return taken, f"{name}: the second text is another"
        taken.append(name)
    if "json" not in taken:
        return taken, "json refuses the config"
    return taken, None


def _evaluate(path: Path) -> Evaluation | str:
    start = time.monotonic()
    try:
        evaluation = evaluate(path, target=TARGET, limits={"timeout": TIMEOUT, "memory": MEMORY_LIMIT})
    except Exception:  # noqa: BLE001 - the very thing that is looked for
        return traceback.format_exc()
    if (taken := time.monotonic() - start) > HUNG:
        return f"hung: {taken:.1f} s"
    # In a program with threads, such as a worker of pytest-xdist, one process serves all evaluations.
    if can_fork() and hasattr(os, "WNOHANG"):
        with contextlib.suppress(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)
            return "left a process behind"
    return evaluation


def _content(evaluation: Evaluation) -> tuple[object, ...]:
    return evaluation.config, evaluation.findings, evaluation.inputs, evaluation.printed


def fuzz(folder: Path, failures: Path, *, seed: int, count: int | None = None, minutes: float | None = None) -> Figures:
    """
    Run inputs until there were ``count`` of them or the minutes are over.

    Args:
        folder: Where the inputs are put one after another, with a library that they can load.
        failures: Where what fails is kept.
        seed: What the inputs follow from.
        count: How many inputs.
        minutes: How long.
    """
    figures = Figures()
    library = folder / "lib"
    library.mkdir(parents=True, exist_ok=True)
    for path in sorted(ROOT.glob("tests/mutation/configs/lib/*.bzl")):
        (library / path.name).write_bytes(path.read_bytes())
    # Each input is run at one path, so that findings name the same file in every run.
    path = folder / "app.bzl"
    end = None if minutes is None else time.monotonic() + 60 * minutes
    mutator = Mutator(*seeds(), seed)
    for text in mutator.texts():
        if figures.inputs == count or (end is not None and time.monotonic() > end):
            break
        path.write_bytes(text)
        figures.inputs += 1
        evaluation, failure = run_text(path)
        if failure is None and evaluation.config is not None:
            forms, failure = emit_all(evaluation)
            figures.emitted.update(forms)
            figures.accepted += failure is None
            # Configs that are still right lead further than those that are not.
            if len(text) < MAX_TEXT // 4:
                mutator.keep(text)
        elif failure is None:
            figures.refused.update({finding.code for finding in evaluation.findings if finding.is_error})
        if failure is not None:
            kept = failures / f"{seed}-{figures.inputs}"
            kept.mkdir(parents=True, exist_ok=True)
            (kept / "app.bzl").write_bytes(text)
            (kept / "reason.txt").write_text(failure, encoding="utf-8")
            figures.failures.append(f"{kept}: {failure.strip().splitlines()[-1]}")
    return figures


def main() -> int:
    """Run as the command line says; return 1 when there were failures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10, help="how long to run (default: 10)")
    parser.add_argument("--seed", type=int, default=0, help="what the inputs follow from (default: 0)")
    parser.add_argument("--failures", type=Path, default=Path("fuzz-failures"), help="where failing inputs are kept")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="configlang-fuzz-") as folder:
        figures = fuzz(Path(folder), options.failures, seed=options.seed, minutes=options.minutes)
    sys.stdout.write(f"{figures}\n")
    return int(bool(figures.failures))


if __name__ == "__main__":
    raise SystemExit(main())
