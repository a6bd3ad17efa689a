"""Entries of the catalogue about numbers that CPython takes and reads otherwise."""

from __future__ import annotations

from configlang.findings.entry import Entry
from configlang.findings.finding import Severity

_MEASURED = "measured on CPython 3.8 to 3.14"

NUMBER_ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="hash-seed-mismatch",
        severity=Severity.WARNING,
        title="Seed and flag of the hashes contradict each other",
        explanation="""\
`hash_seed` is the seed, and `use_hash_seed` says whether it counts. With the
flag off, the hashes of str and bytes are random whatever the seed says. With
the flag on and no seed, the seed is 0, and 0 means no randomisation at all:
`sys.flags.hash_randomization` is 0 then.

`hash_seed` alone is enough for runs that repeat; for random hashes leave both
unset, or set `use_hash_seed = False` alone to keep `PYTHONHASHSEED` out.
""",
        example="interpreter(hash_seed = 42, use_hash_seed = False)\n",
        fixed="interpreter(hash_seed = 42)\n",
        evidence=_MEASURED,
    ),
    Entry(
        code="int-limit-too-low",
        severity=Severity.WARNING,
        title="The limit of digits acts as 640",
        explanation="""\
Conversions between int and str of up to 640 digits are fast, and CPython never
counts them. So `sys.set_int_max_str_digits`, `-X int_max_str_digits` and
`PYTHONINTMAXSTRDIGITS` refuse a limit from 1 to 639. The field is not checked:
such a limit shows in `sys.flags`, and acts as 640.

Write 640, or 0 for no limit.
""",
        example="interpreter(int_max_str_digits = 100)\n",
        fixed="interpreter(int_max_str_digits = 640)\n",
        evidence="https://docs.python.org/3/library/stdtypes.html#configuring-the-limit",
    ),
    Entry(
        code="cpu-count-ignored",
        severity=Severity.WARNING,
        title="0 is no number of processors",
        explanation="""\
CPython takes `cpu_count` for the number of processors where it is at least 1.
With 0 it asks the operating system, as if nothing were set, though
`PYTHON_CPU_COUNT` is then ignored.

Leave the field unset, or set at least 1.
""",
        example="interpreter(cpu_count = 0)\n",
        fixed="interpreter(cpu_count = 1)\n",
        evidence=_MEASURED,
    ),
    Entry(
        code="perf-unsupported",
        severity=Severity.WARNING,
        title="This CPython can't support perf so far",
        explanation="""\
`perf_profiling = 2` asks for a JIT dump, which the profiler `perf` reads
without frame pointers. CPython has it from 3.13; 3.12 takes the number and
writes the map file of 1. The support as a whole is there on Linux alone:
elsewhere the field does nothing.

Set 1 for 3.12, and set the field for Linux targets alone.
""",
        example="""\
compatible_with(python = ">=3.12")
interpreter(perf_profiling = 2)
""",
        options=("--target", "x86_64-unknown-linux-gnu"),
        fixed="""\
compatible_with(python = ">=3.13")
interpreter(perf_profiling = 2)
""",
        fixed_options=("--target", "x86_64-unknown-linux-gnu"),
        evidence="https://docs.python.org/3/howto/perf_profiling.html",
    ),
    Entry(
        code="level-too-high",
        severity=Severity.WARNING,
        title="No level above 2 does more",
        explanation="""\
`verbose`, `optimization_level` and `bytes_warning` are counted up by repeated
options of the command line, and CPython takes any number for them. 2 is the
highest that makes a difference. An `optimization_level` of 3 even costs
something: its `.pyc` files are named `opt-3`, so that those which are shipped
for level 2 are not found.

Write 2, or "raise" for `bytes_warning`.
""",
        example="interpreter(optimization_level = 3)\n",
        fixed="interpreter(optimization_level = 2)\n",
        evidence=_MEASURED,
    ),
)
