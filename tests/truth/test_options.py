"""Options `-W` and `-X` in a config: what CPython reads, refuses and acts on; more of `-X` in test_x_options.py."""

from __future__ import annotations

import ast
import itertools
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from configlang.check.families.warn_options import Filter, Unread, read_filter
from tests.hosts.programs import Program
from tests.truth import truth
from tests.truth.members import is_refused, member
from tests.truth.truth import Case

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")

COMPARE = "try: print(b'' == '')\nexcept BytesWarning: print('raised')"
"""Tells whether a comparison of bytes with text raises; warnings show on stderr."""

CASES = (
    Case(
        code="bad-warn-option",
        name="action",
        bad='interpreter(warn_options = ["-Werror"])',
        good='interpreter(warn_options = ["error"])',
        claim=lambda run: "Invalid -W option ignored" in run.stderr,
    ),
    Case(
        code="bad-warn-option",
        name="EncodingWarning",
        bad='interpreter(warn_options = ["ignore::EncodingWarning"])',
        good='interpreter(warn_options = ["ignore::UnicodeWarning"])',
        claim=lambda run: "unknown warning category: 'EncodingWarning'" in run.stderr,
        last="3.9",
    ),
    Case(
        code="fatal-warn-option",
        bad='interpreter(warn_options = ["error::None"])',
        good='interpreter(warn_options = ["error"])',
        ask="import warnings",
        # 92: the code that is asked for has failed.
        claim=lambda run: run.code == 92 and "TypeError: issubclass()" in run.stderr,
    ),
    Case(
        code="bytes-warning-mismatch",
        name="raise",
        bad='interpreter(bytes_warning = "raise", warn_options = ["default"])',
        good='interpreter(bytes_warning = "raise", warn_options = ["default", "error::BytesWarning"])',
        ask=COMPARE,
        claim=lambda run: run.stdout == "False\n",
    ),
    Case(
        code="bytes-warning-mismatch",
        name="warn",
        bad='interpreter(bytes_warning = "warn", warn_options = ["i::builtins.BytesWarning"])',
        good='interpreter(bytes_warning = "warn", warn_options = ["ignore::UserWarning", "ignore:::other"])',
        ask=COMPARE,
        claim=lambda run: run.stdout == "False\n" and not run.stderr,
    ),
    Case(
        code="bytes-warning-mismatch",
        name="none",
        bad='interpreter(warn_options = ["error::BytesWarning"])',
        good='interpreter(bytes_warning = "warn", warn_options = ["error::BytesWarning"])',
        ask=COMPARE,
        claim=lambda run: run.stdout == "False\n",
    ),
    Case(
        code="x-option-without-effect",
        name="dev",
        bad='interpreter(x_options = ["dev"])',
        good="interpreter(development_mode = True)",
        claim=lambda run: member(run, "dev_mode") == 0,
    ),
    Case(
        code="x-option-without-effect",
        name="faulthandler",
        bad='interpreter(profile = "isolated", utf8_mode = True, x_options = ["faulthandler"])',
        good='interpreter(profile = "isolated", utf8_mode = True, fault_handler = True)',
        claim=lambda run: member(run, "faulthandler") == 0,
        last="3.13",
    ),
    Case(
        code="bad-x-option",
        name="int_max_str_digits",
        bad='interpreter(x_options = ["int_max_str_digits=639"])',
        good='interpreter(x_options = ["int_max_str_digits=640"])',
        claim=lambda run: is_refused(run, "invalid limit; must be >= 640"),
    ),
    Case(
        code="bad-x-option",
        name="frozen_modules",
        bad='interpreter(x_options = ["frozen_modules=yes"])',
        good='interpreter(x_options = ["frozen_modules=on"])',
        claim=lambda run: is_refused(run, "bad value for option -X frozen_modules"),
        first="3.11",
    ),
    Case(
        code="x-option-conflict",
        name="field",
        bad='interpreter(tracemalloc = 3, x_options = ["tracemalloc=10"])',
        good='interpreter(x_options = ["tracemalloc=10"])',
        claim=lambda run: member(run, "tracemalloc") == 3,
    ),
    Case(
        code="x-option-conflict",
        name="option",
        bad='interpreter(code_debug_ranges = True, x_options = ["no_debug_ranges"])',
        good="interpreter(code_debug_ranges = True)",
        claim=lambda run: member(run, "code_debug_ranges") == 0,
        first="3.11",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_finding_is_true(program: Program, case: Case, tmp_path: Path) -> None:
    """What the finding claims happens in the CPythons that it names, and neither elsewhere nor in the twin."""
    truth.assert_true(program, case, CASES.index(case), tmp_path)


# Warning filters: every one is read as CPython's own module reads it

ACTIONS = ("", "error", "e", "Error", "all", "al", "a", " once ", "-Wignore", "d,i", "defaults", "module")
CATEGORIES = (
    *("", "Warning", "BytesWarning", "EncodingWarning", "Bytes Warning", "warning", "X", "int", "None", "print", "Ü"),
    *("builtins.UserWarning", "builtins.", ".Warning", "..Warning", "a..b", "__name__", " ImportWarning ", "KeyError"),
)
LINES = ("", "0", "7", " 8 ", "-1", "+2", "1_0", "x", "٣", "99999999999999999999")
OTHERS = ("error:a:b:c:1:d", "error:a message:UserWarning:a.module:5", "", ":", "::::", ":::::", "ignore:  :  :  :  ")

READ_FILTERS = """
import warnings
def read(text):
    warnings.resetwarnings()
    try:
        warnings._setoption(text)
    except warnings._OptionError:
        return "dropped"
    except Exception:
        return "fatal"
    action, message, category, module, line = warnings.filters[0]
    return "always" if action == "all" else action, category.__name__, line
print(ascii([read(text) for text in TEXTS]))
"""
"""Tells what CPython makes of each of some filters."""


def filters() -> Iterator[str]:
    """Give filters of every form."""
    yield from OTHERS
    for action, category in itertools.product(ACTIONS, CATEGORIES):
        yield f"{action}::{category}"
    for category, line in itertools.product(("", "UserWarning", "X"), LINES):
        yield f"ignore::{category}::{line}"


def told(read: Filter | Unread) -> object:
    """Put the reading of the checker into the form of CPython's."""
    if isinstance(read, Unread):
        return "fatal" if read.is_fatal else "dropped"
    return read.action, read.category or "Warning", int(read.line or 0)


def test_filters_are_read_as_cpython_reads_them(program: Program) -> None:
    """What the checker says of a filter, and how it reads it otherwise, is what the module `warnings` does."""
    # Whether a class in a module is a category at all is not for the checker to know.
    texts = [text for text in filters() if "KeyError" not in text and "int" not in text.split(":")]
    index = next(index for index, case in enumerate(CASES) if case.name == "dev")
    run = program.run(f"good_{index}", code=f"TEXTS = {texts!r}\n{READ_FILTERS}")
    expected = dict(zip(texts, ast.literal_eval(run.stdout), strict=True))

    assert expected == {text: told(read_filter(text, program.python.version)) for text in texts}


def test_class_that_is_no_warning_is_dropped(program: Program) -> None:
    """A built-in class is no category unless it is a warning, and CPython says so too."""
    index = next(index for index, case in enumerate(CASES) if case.name == "dev")
    run = program.run(f"good_{index}", code=f"TEXTS = ['error::int', 'error::KeyError']\n{READ_FILTERS}")

    assert ast.literal_eval(run.stdout) == ["dropped", "dropped"]
    assert [told(read_filter(f"error::{name}", program.python.version)) for name in ("int", "KeyError")] == [
        "dropped",
        "dropped",
    ]
