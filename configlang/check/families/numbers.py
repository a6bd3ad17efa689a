"""Rules about numbers that CPython takes and then reads otherwise, or that need another field beside them."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.check.rule import MEASURED, Rule, View, shown
from configlang.findings.problem import CPYTHON, Problem


def _hash_seed(view: View) -> Iterator[Problem]:
    """`use_hash_seed` decides whether the seed counts, and a seed that is unset is 0 then."""
    seed = view.given("hash_seed")
    if seed is not None and view.is_set_off("use_hash_seed"):
        yield Problem(
            message=f"`hash_seed = {seed}` has no effect: `use_hash_seed = False` takes a random seed",
            paths=("interpreter.hash_seed", "interpreter.use_hash_seed"),
            hint="leave `use_hash_seed` unset, which `hash_seed` switches on by itself",
            holds="random",
        )
    elif seed is None and view.is_set_on("use_hash_seed"):
        yield Problem(
            message="`use_hash_seed = True` without `hash_seed` takes the seed 0, which switches randomisation off",
            paths=("interpreter.use_hash_seed",),
            hint="set `hash_seed`, which is enough; to 0 where no randomisation is meant",
        )


_LEAST_DIGITS = 640
"""Conversions of fewer digits are fast enough that CPython never counts them."""


def _int_digits(view: View) -> Iterator[Problem]:
    """Below 640 digits CPython never counts, though it takes such a limit here, and here alone."""
    digits = view.given("int_max_str_digits")
    if isinstance(digits, int) and 0 < digits < _LEAST_DIGITS:
        yield Problem(
            message=f"`int_max_str_digits = {digits}` acts as {_LEAST_DIGITS}: CPython counts no digits below that",
            paths=("interpreter.int_max_str_digits",),
            hint=f"write {_LEAST_DIGITS}, the least that `sys.set_int_max_str_digits` takes",
            holds=str(_LEAST_DIGITS),
        )


def _cpu_count(view: View) -> Iterator[Problem]:
    """CPython asks the operating system unless the number is at least 1."""
    if view.given("cpu_count") == 0:
        yield Problem(
            message="`cpu_count = 0` has no effect: CPython goes on asking the operating system",
            paths=("interpreter.cpu_count",),
            hint="leave it unset for that, or set at least 1",
            holds="-1",
        )


_ALL = 1


def _no_lazy_imports(view: View) -> Iterator[Problem]:
    """CPython can't do without lazy imports altogether, and says so at the start."""
    if view.given("lazy_imports") == 0:
        yield Problem(
            message=f"`lazy_imports = 0`: {CPYTHON} does not start with it",
            paths=("interpreter.lazy_imports",),
            hint="leave it unset, or write 2: no import is lazy then unless its module says so",
        )


def _late_imports(view: View) -> Iterator[Problem]:
    """With all imports lazy, CPython looks for a module when its name is first used."""
    number = view.given("lazy_imports")
    options = view.config.interpreter.x_options or ()
    # The field wins, and of several options the first does.
    index = next((index for index, text in enumerate(options) if text.partition("=")[0] == "lazy_imports"), None)
    is_by_option = number in {None, -1} and index is not None and options[index] == "lazy_imports=all"
    if number == _ALL or is_by_option:
        yield Problem(
            message=(
                f"{'`lazy_imports=all`' if is_by_option else '`lazy_imports = 1`'}: {CPYTHON} looks for a module where"
                " its name is first used, so that the start does not tell that one is missing"
            ),
            paths=("interpreter.x_options" if is_by_option else "interpreter.lazy_imports",),
            hint="test what the program imports; or write 2, and let modules say `lazy import` where they mean it",
            element=index if is_by_option else None,
        )


_JIT_DUMP = 2


def _jit_dump(view: View) -> Iterator[Problem]:
    """CPython 3.12 writes a map file for `perf` and no JIT dump, and does not check the number."""
    if view.given("perf_profiling") == _JIT_DUMP:
        yield Problem(
            message=f"`perf_profiling = 2` does what 1 does: {CPYTHON} can't write a JIT dump yet",
            paths=("interpreter.perf_profiling",),
            hint="the dump came with 3.13; for 3.12, set 1 and build with frame pointers",
            holds="1",
        )


def _perf_platform(view: View) -> Iterator[Problem]:
    """CPython supports `perf` on Linux alone."""
    if view.given("perf_profiling") and view.target.os != "linux":
        yield Problem(
            message=f"`perf_profiling` has no effect on {view.target.triple}: CPython supports `perf` on Linux alone",
            paths=("interpreter.perf_profiling",),
            hint='set it for Linux alone: `1 if TARGET.os == "linux" else None`',
            holds="0",
        )


_TOP = 2

_HIGHEST = {"bytes_warning": '"raise"', "optimization_level": "2", "verbose": "2"}
"""How the highest level that makes a difference, 2 for each, is written."""


def _levels(view: View) -> Iterator[Problem]:
    """Levels above 2 do what 2 does."""
    for name, highest in _HIGHEST.items():
        level = view.given(name)
        if isinstance(level, int) and level > _TOP:
            but = ", and looks for `.pyc` files of its own" if name == "optimization_level" else ""
            yield Problem(
                message=f"`{shown(name, level)}` does no more than {highest}: CPython knows no higher level{but}",
                paths=(f"interpreter.{name}",),
                hint=f"write {highest}",
            )


RULES = (
    Rule(code="hash-seed-mismatch", find=_hash_seed, needs=frozenset({"hash_seed", "use_hash_seed"})),
    Rule(
        code="int-limit-too-low",
        find=_int_digits,
        needs=frozenset({"int_max_str_digits"}),
        extent=MEASURED.since("3.12"),
    ),
    Rule(code="cpu-count-ignored", find=_cpu_count, needs=frozenset({"cpu_count"}), extent=MEASURED.since("3.13")),
    Rule(
        code="lazy-imports-unsupported",
        find=_no_lazy_imports,
        needs=frozenset({"lazy_imports"}),
        extent=MEASURED.since("3.15"),
    ),
    Rule(
        code="imports-fail-late",
        find=_late_imports,
        needs=frozenset({"lazy_imports", "x_options"}),
        extent=MEASURED.since("3.15"),
    ),
    Rule(
        code="perf-unsupported",
        find=_jit_dump,
        needs=frozenset({"perf_profiling"}),
        extent=MEASURED.between("3.12", "3.12"),
    ),
    Rule(
        code="perf-unsupported",
        find=_perf_platform,
        needs=frozenset({"perf_profiling"}),
        extent=MEASURED.since("3.12"),
    ),
    Rule(code="level-too-high", find=_levels, needs=frozenset(_HIGHEST)),
)
