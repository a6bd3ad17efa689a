"""
The options of ``-X``: which CPython has them, the field that each sets, and how it reads what stands behind its name.

An option sets a field; most do so only where nothing else has decided it, some in any case. Measured in both profiles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from configlang.cpython.builds import FREE_THREADED, has
from configlang.cpython.extents import TO_3_15, Extent, Measured
from configlang.cpython.versions import Version
from configlang.light.typed import NamedTuple

MEASURED = Measured("the options of `-X`", TO_3_15)

_INT_MAX = 2**31 - 1

_LEAST_DIGITS = 640

_HAS_MOST_FRAMES, _READS_IMPORT_TIME = MEASURED.since("3.9"), MEASURED.since("3.14")

Value = int | str | None
"""What a field becomes; None where CPython refuses to start."""

Reader = Callable[[str | None, Version], Value]


def _number(text: str) -> int | None:
    """Read an int as C's `wcstol` does: blanks and a sign before it, and nothing is 0."""
    if not text:
        return 0
    number = int(text) if re.fullmatch(r"[ \t\n\v\f\r]*[+-]?[0-9]+", text) else None
    return number if number is not None and abs(number) <= _INT_MAX else None


def _always(value: int) -> Reader:
    """Make the reader of an option that acts whatever stands behind its name."""
    return lambda _text, _version: value


def _frames(text: str | None, version: Version) -> Value:
    number = 1 if text is None else _number(text)
    most = 65_535 if _HAS_MOST_FRAMES.covers(version) else _INT_MAX
    return number if number is not None and 0 <= number <= most else None


def _digits(text: str | None, _version: Version) -> Value:
    number = None if text is None else _number(text)
    return number if number is not None and (number == 0 or number >= _LEAST_DIGITS) else None


def _import_time(text: str | None, version: Version) -> Value:
    if not _READS_IMPORT_TIME.covers(version):
        return 1
    number = 1 if not text else _number(text)
    if number is None:
        return 1
    return number if number in {0, 1, 2} else None


def _cpus(text: str | None, _version: Version) -> Value:
    if text == "default":
        return -1
    number = None if text is None else _number(text)
    return number if number is not None and number >= 1 else None


def _on_or_off(text: str | None, _version: Version) -> Value:
    return {None: 1, "": 1, "on": 1, "off": 0}.get(text)


def _zero_or_one(text: str | None, _version: Version) -> Value:
    number = None if text is None else _number(text)
    return number if number in {0, 1} else None


def _lazy_imports(text: str | None, _version: Version) -> Value:
    return {"all": 1, "normal": 2}.get(text or "")


def _gil(text: str | None, _version: Version) -> Value:
    return {"0": 0, "1": 1}.get(text or "")


class Option(NamedTuple):
    """
    What an option does.

    Attributes:
        field: The field that it sets, None for what no field says.
        read: Reads what stands behind the name.
        wanted: What may stand there.
        extent: The CPython versions that have it.
        strong: Those in which it acts although the field is set or decided, or None.
        switch: Those in which it switches on whatever stands behind its name, or None.
    """

    field: str | None
    read: Reader
    wanted: str = ""
    extent: Extent = MEASURED.always
    strong: Extent | None = None
    switch: Extent | None = None

    def is_known(self, version: Version) -> bool:
        """Tell whether a CPython has it."""
        return self.extent.covers(version)

    def is_strong(self, version: Version) -> bool:
        """Tell whether it acts although the field is set."""
        return self.strong is not None and self.strong.covers(version)

    def is_switch(self, version: Version) -> bool:
        """Tell whether it switches on whatever stands behind its name."""
        return self.switch is not None and self.switch.covers(version)


OPTIONS = {
    "context_aware_warnings": Option(
        "context_aware_warnings", _zero_or_one, "0 or 1", extent=MEASURED.since("3.14"), strong=MEASURED.always
    ),
    "cpu_count": Option("cpu_count", _cpus, "a number from 1 or `default`", extent=MEASURED.since("3.13")),
    "disable-remote-debug": Option("remote_debug", _always(0), extent=MEASURED.since("3.14"), switch=MEASURED.always),
    "faulthandler": Option("fault_handler", _always(1), switch=MEASURED.always),
    "frozen_modules": Option(
        "use_frozen_modules", _on_or_off, "`on` or `off`", extent=MEASURED.since("3.11"), strong=MEASURED.always
    ),
    "gil": Option(None, _gil, "0 or 1", extent=MEASURED.since("3.13")),
    "importtime": Option(
        "import_time", _import_time, "1 or 2", strong=MEASURED.until("3.13"), switch=MEASURED.until("3.13")
    ),
    # Before 3.12 it has no field.
    "int_max_str_digits": Option(
        "int_max_str_digits",
        _digits,
        "0 or a number from 640",
        extent=MEASURED.since("3.11", "3.8.14", "3.9.14", "3.10.7"),
        strong=MEASURED.until("3.11"),
    ),
    "lazy_imports": Option("lazy_imports", _lazy_imports, "`all` or `normal`", extent=MEASURED.since("3.15")),
    "no_debug_ranges": Option(
        "code_debug_ranges", _always(0), extent=MEASURED.since("3.11"), strong=MEASURED.always, switch=MEASURED.always
    ),
    "oldparser": Option(None, _always(1), extent=MEASURED.between("3.9", "3.9")),
    "pathconfig_warnings": Option(
        "pathconfig_warnings", _zero_or_one, "0 or 1", extent=MEASURED.since("3.15"), strong=MEASURED.always
    ),
    "perf": Option("perf_profiling", _always(1), extent=MEASURED.since("3.12"), switch=MEASURED.always),
    "perf_jit": Option("perf_profiling", _always(2), extent=MEASURED.since("3.13"), switch=MEASURED.always),
    "pycache_prefix": Option("pycache_prefix", lambda text, _version: text or ""),
    "thread_inherit_context": Option(
        "thread_inherit_context", _zero_or_one, "0 or 1", extent=MEASURED.since("3.14"), strong=MEASURED.always
    ),
    "tracemalloc": Option("tracemalloc", _frames, "a number from 0 to 65535"),
}

_OF_FREE_THREADED = {
    "gil": Option("enable_gil", _gil, "0 or 1", extent=MEASURED.since("3.13"), strong=MEASURED.always),
    "tlbc": Option("tlbc_enabled", _zero_or_one, "0 or 1", extent=MEASURED.since("3.14"), strong=MEASURED.always),
}
"""What others don't have, or have no field for. Measured on a free-threaded 3.14.0a2 alone, in both profiles."""

_FOR_FREE_THREADED = {**OPTIONS, **_OF_FREE_THREADED}


def options_of(version: Version) -> Mapping[str, Option]:
    """Return the options that the build of a version may have, by name."""
    return _FOR_FREE_THREADED if has(version, FREE_THREADED) else OPTIONS
