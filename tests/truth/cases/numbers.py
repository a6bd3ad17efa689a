"""Numbers: what CPython really makes of them."""

from __future__ import annotations

from configlang.findings.finding import Severity
from tests.hosts.programs import Run
from tests.truth.claims import Case, Claim
from tests.truth.members import member

SHOW_HASH = "import sys; print(sys.flags.hash_randomization, hash('configlang'))"
"""What a program tells of its hashes: whether they are randomised, and one of them."""

UNSEEDED = ("0 2174963734101912363\n", "0 224685095014350391\n")
"""What it tells without randomisation, up to CPython 3.10 and from 3.11 on 64-bit machines."""

SEEDED = ("1 8254081051740051763\n", "1 -2101880061461534583\n")
"""What it tells with the seed 42."""

CONVERT = """
def longest():
    for digits in range(1, 1000):
        try:
            str(10 ** digits)
        except ValueError:
            return digits
print(longest())
"""
"""Tells the largest number of digits that an int may have as text."""

SHOW_PERF = """
import os
names = ("/tmp/perf-%d.map" % os.getpid(), "/tmp/jit-%d.dump" % os.getpid())
print([os.path.exists(name) for name in names])
for name in names:
    if os.path.exists(name):
        os.unlink(name)
"""
"""Tells which files for `perf` there are: the map and the JIT dump."""


def shows(run: Run, name: str, above: int) -> bool:
    """Tell whether a level above what acts has arrived."""
    return int(str(member(run, name))) > above


IMPORT_LATE = """
import sys
import not_there
print("imported")
"""


CLAIMS: tuple[Claim, ...] = (
    Case(
        code="lazy-imports-unsupported",
        first="3.15",
        bad="interpreter(lazy_imports = 0)",
        good="interpreter(lazy_imports = 2)",
        claim=lambda run: "lazy_imports=0 is not supported" in run.stderr,
    ),
    Case(
        code="imports-fail-late",
        first="3.15",
        severity=Severity.INFO,
        bad="interpreter(lazy_imports = 1)",
        good="interpreter(lazy_imports = 2)",
        ask=IMPORT_LATE,
        claim=lambda run: run.stdout == "imported\n",
    ),
    Case(
        code="imports-fail-late",
        name="by option",
        first="3.15",
        severity=Severity.INFO,
        bad='interpreter(x_options = ["lazy_imports=all"])',
        good='interpreter(x_options = ["lazy_imports=normal"])',
        ask=IMPORT_LATE,
        claim=lambda run: run.stdout == "imported\n",
    ),
    Case(
        code="hash-seed-mismatch",
        name="seed that is not used",
        bad="interpreter(hash_seed = 42, use_hash_seed = False)",
        good="interpreter(hash_seed = 42, use_hash_seed = True)",
        ask=SHOW_HASH,
        claim=lambda run: run.stdout.startswith("1 ") and run.stdout not in SEEDED,
    ),
    Case(
        code="hash-seed-mismatch",
        name="flag without a seed",
        bad="interpreter(use_hash_seed = True)",
        good="interpreter(use_hash_seed = False)",
        environment={"PYTHONHASHSEED": "7"},
        ask=SHOW_HASH,
        claim=lambda run: run.stdout in UNSEEDED,
    ),
    Case(
        code="int-limit-too-low",
        bad="interpreter(int_max_str_digits = 100)",
        good="interpreter(int_max_str_digits = 700)",
        ask=CONVERT,
        claim=lambda run: member(run, "int_max_str_digits") == 100 and run.stdout == "640\n",
        first="3.12",
    ),
    Case(
        code="cpu-count-ignored",
        bad="interpreter(cpu_count = 0)",
        good="interpreter(cpu_count = 1000)",
        environment={"PYTHON_CPU_COUNT": "999"},
        ask="import os; print(os.cpu_count())",
        claim=lambda run: member(run, "cpu_count") == 0 and 0 < int(run.stdout) < 999,
        first="3.13",
    ),
    Case(
        code="perf-unsupported",
        name="JIT dump",
        bad="interpreter(perf_profiling = 2)",
        good="interpreter(perf_profiling = 1)",
        ask=SHOW_PERF,
        claim=lambda run: member(run, "perf_profiling") == 2 and run.stdout == "[True, False]\n",
        first="3.12",
        last="3.12",
    ),
    Case(
        code="level-too-high",
        name="optimization_level",
        bad="interpreter(optimization_level = 3)",
        good="interpreter(optimization_level = 2)",
        ask="import importlib.util; print(importlib.util.cache_from_source('a.py'))",
        claim=lambda run: shows(run, "optimization_level", 2) and ".opt-3." in run.stdout,
    ),
    Case(
        code="level-too-high",
        name="bytes_warning",
        bad="interpreter(bytes_warning = 3)",
        good='interpreter(bytes_warning = "raise")',
        ask="import sys; print(sys.warnoptions)",
        claim=lambda run: shows(run, "bytes_warning", 2) and run.stdout == "['error::BytesWarning']\n",
    ),
    Case(
        code="level-too-high",
        name="verbose",
        bad="interpreter(verbose = 3, write_bytecode = False)",
        good="interpreter(verbose = 2, write_bytecode = False)",
        claim=lambda run: shows(run, "verbose", 2) and "# trying " in run.stderr,
    ),
)
