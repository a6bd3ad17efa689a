"""Rules about sub-interpreters: what they keep silent about, and at which argument they speak."""

from __future__ import annotations

from typing import Any

import pytest

from configlang import SubInterpreter
from configlang.check.families.interpreters import RULES
from configlang.schema.config import Compatibility, Config, StaticExtension
from tests.unit.check_helpers import problems_of

LINUX = "x86_64-unknown-linux-gnu"


def found(version: str = "3.14", *, modules: tuple[str, ...] = (), **settings: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - whatever a setting may be
    """Return the codes and first places of what is said of a config with one sub-interpreter, by code."""
    kind = SubInterpreter(name="x", **settings)
    linked = tuple(StaticExtension(name=name) for name in modules)
    config = Config(
        target=LINUX,
        static_extensions=linked,
        sub_interpreters=(kind,),
        compatible_with=Compatibility(python=">=3.8"),
    )
    problems = problems_of(RULES, config, version=version, output="c")
    return sorted((problem.code, problem.paths[0].removeprefix("sub_interpreter:x")) for problem in problems)


@pytest.mark.parametrize("version", ["3.13", "3.14", "3.15"])
@pytest.mark.parametrize("gil", ["own", "shared"])
def test_what_follows_the_gil_is_no_finding(gil: str, version: str) -> None:
    """An interpreter with CPython's own settings has nothing to be told of, and nor has one that is closed further."""
    closed: dict[str, Any] = {
        "allow_fork": False,
        "allow_exec": False,
        "allow_threads": False,
        "allow_daemon_threads": False,
    }

    assert [] == found(version, gil=gil)
    assert [] == found(version, gil=gil, **closed)
    assert [] == found(version, gil=gil, allow_exec=True, check_multi_interp_extensions=True)


def test_settings_that_exclude_each_other_are_told_at_those_that_are_set() -> None:
    """A start that fails is told once, at the argument, and nothing is called unsafe besides."""
    fails = "sub-interpreter-fails"

    assert [(fails, ".check_multi_interp_extensions")] == found(check_multi_interp_extensions=False)
    assert [(fails, ".use_main_obmalloc")] == found(gil="shared", use_main_obmalloc=False)
    assert [] == found(gil="shared", use_main_obmalloc=False, check_multi_interp_extensions=True)


def test_unsafe_settings_are_told_at_their_arguments() -> None:
    """Each is told once, and none with a shared GIL, or where threads are forbidden anyway."""
    unsafe = "unsafe-sub-interpreter"

    assert [(unsafe, ".use_main_obmalloc")] == found(use_main_obmalloc=True)
    assert [(unsafe, ".check_multi_interp_extensions")] == found(
        use_main_obmalloc=True, check_multi_interp_extensions=False
    )
    assert [] == found(gil="shared", use_main_obmalloc=True, check_multi_interp_extensions=False)
    assert [(unsafe, ".allow_fork")] == found(allow_fork=True)
    assert [(unsafe, ".allow_daemon_threads")] == found("3.13", allow_daemon_threads=True)
    assert [] == found("3.14", allow_daemon_threads=True)
    assert [] == found("3.13", allow_daemon_threads=True, allow_threads=False)


def test_modules_are_told_where_they_are_looked_at() -> None:
    """Linked-in modules matter to an interpreter that looks at them, and the standard library to one of 3.12."""
    modules, library = ("modules-in-sub-interpreters", ""), ("library-in-sub-interpreters", "")

    assert [modules] == found(modules=("a", "b"))
    assert [] == found(modules=("a", "b"), gil="shared")
    assert [modules] == found(modules=("a",), gil="shared", check_multi_interp_extensions=True)
    assert [library] == found("3.12", modules=("a",), gil="shared", check_multi_interp_extensions=True)
    assert [library, modules] == found("3.12", modules=("a",))
    assert [] == found("3.12", gil="shared")


def test_older_versions_have_none() -> None:
    """Below 3.12 that alone is told."""
    assert [("no-sub-interpreters", "")] == found("3.11", modules=("a",), allow_fork=True, use_main_obmalloc=True)
