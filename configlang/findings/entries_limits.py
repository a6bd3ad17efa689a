"""Entries of the catalogue about the limits of an evaluation."""

from __future__ import annotations

from configlang.findings.entry import Entry

_SPIN = """\
def spin():
    count = 0
    for row in range({0}):
        for column in range({0}):
            count += 1
    return count

STEPS = spin()
"""

LIMIT_ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="timeout",
        title="The evaluation took too long",
        explanation="""\
The config did not end within the time that it may take: 10 seconds by the wall
clock, or what `--timeout` says. Starlark has no endless loops, but a loop over
a large enough range comes close to one.

Look for loops over products of ranges and for texts or numbers that double at
each step. If the config has to do that much, give it more time.
""",
        example=_SPIN.format(100_000),
        fixed=_SPIN.format(100),
        options=("--timeout", "1"),
    ),
    Entry(
        code="memory-limit",
        title="The evaluation took too much memory",
        explanation="""\
The config asked for more memory than it may have: 1 GiB above what the
evaluation starts with, or what `--memory-limit` says. The usual cause is a
list or a text that is multiplied, or joined with itself in a loop.
""",
        example="ROW = [0] * 1000000000\n",
        fixed="ROW = [0] * 1000\n",
    ),
    Entry(
        code="too-deep",
        title="The text is nested too deeply",
        explanation="""\
Brackets inside brackets, blocks inside blocks, or one very long expression:
the engine that runs the config walks down such a structure step by step, and
past some depth it would crash the process. configlang refuses it well before
that.

People don't write such text; generators do. Write the structure as a loop over
a flat list, or give parts of it names.
""",
        example="python3 -c \"print('NEST = ' + '[' * 3000 + ']' * 3000)\" | configlang check -\n",
        is_command=True,
    ),
    Entry(
        code="call-depth",
        title="Too many calls stand inside one another",
        explanation="""\
A function called a function that called a function, and so on, 200 deep. Most
often a function calls itself and does not come to its end.

Write it as a loop over a list or a `range`. Where the depth is meant, set
`call_depth` under `[limits]` in `configlang.toml`.
""",
        example="""\
def total(count):
    return count + total(count - 1)

TOTAL = total(10)
""",
        fixed="""\
def total(count):
    return 0 if count == 0 else count + total(count - 1)

TOTAL = total(10)
""",
    ),
    Entry(
        code="too-many-declarations",
        title="The config declares too much",
        explanation="""\
The number of declarations, or the size of all their values together, is over
its limit: 100,000 declarations or 64 MiB of values. A program has at most some
thousands of extension modules, so that a loop that runs too often is the usual
cause.

Where a config does need that much, set `declarations` or `declared_size` under
`[limits]` in `configlang.toml`.
""",
        example='ALL = [static_extension("m%d" % i, init = "x" * 1000000) for i in range(100)]\n',
        fixed='ALL = [static_extension("m%d" % i) for i in range(100)]\n',
    ),
    Entry(
        code="too-much-output",
        title="The config prints too much",
        explanation="""\
`print` is there to see what a config does while it is being written. What it
prints goes to standard error, and the whole of it is limited to 1 MiB, so that
a loop can't fill a build log.
""",
        example='LINES = [print("x" * 1000) for i in range(1000000)]\n',
        fixed='LINES = [print("x") for i in range(3)]\n',
    ),
    Entry(
        code="engine-crash",
        title="The Starlark engine crashed",
        explanation="""\
The process that runs the config ended without an answer: the engine has a
fault that this config touches. Nothing was written. The config is run in a
process of its own so that this can be reported at all.

Please report it with the config. Until the fault is mended, the way round is
to write the part differently that was evaluated last; removing parts of the
config one by one finds it.
""",
        example="ROW = list(range(536870911))\n",
        fixed="ROW = list(range(1000))\n",
    ),
)
