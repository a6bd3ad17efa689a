"""Warning filters: the checker reads every one as the module `warnings` of each CPython does."""

from __future__ import annotations

import ast
import itertools
import sys
from collections.abc import Iterator

import pytest

from configlang.check.families.warn_options import Filter, Unread, read_filter
from configlang.cpython.versions import Version
from tests.hosts import programs
from tests.hosts.cpythons import CPython
from tests.hosts.programs import Program
from tests.truth.configs import unchecked

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")


@pytest.fixture(scope="module")
def plain(python: CPython, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Return the program of a CPython that runs code."""
    folder = tmp_path_factory.mktemp(f"options-{python.version}")
    return programs.build(folder, python, {"plain": (unchecked("interpreter()", python.version), "c")})


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


def test_filters_are_read_as_cpython_reads_them(plain: Program) -> None:
    """What the checker says of a filter, and how it reads it otherwise, is what the module `warnings` does."""
    # Whether a class in a module is a category at all is not for the checker to know.
    texts = [text for text in filters() if "KeyError" not in text and "int" not in text.split(":")]
    run = plain.run("plain", code=f"TEXTS = {texts!r}\n{READ_FILTERS}")
    expected = dict(zip(texts, ast.literal_eval(run.stdout), strict=True))

    assert expected == {text: told(read_filter(text, Version(plain.python.version))) for text in texts}


def test_class_that_is_no_warning_is_dropped(plain: Program) -> None:
    """A built-in class is no category unless it is a warning, and CPython says so too."""
    run = plain.run("plain", code=f"TEXTS = ['error::int', 'error::KeyError']\n{READ_FILTERS}")

    assert ast.literal_eval(run.stdout) == ["dropped", "dropped"]
    assert [told(read_filter(f"error::{name}", Version(plain.python.version))) for name in ("int", "KeyError")] == [
        "dropped",
        "dropped",
    ]
