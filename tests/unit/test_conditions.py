"""Conditions: a tree says of a CPython what the C and the Rust that are written from it say."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configlang.cpython.builds import APPLE, DEBUG, FREE_THREADED, WINDOWS, Python
from configlang.cpython.extents import TO_3_15, Extent, Measured
from configlang.cpython.targets import Target
from configlang.cpython.versions import PYTHON_VERSIONS, Version
from configlang.outputs.host.c.conditions import to_c
from configlang.outputs.host.conditions import All, AnyOf, Condition, Has, Not, Since, before, of_extent, of_versions
from configlang.outputs.host.rust.conditions import to_cfg

TRAITS = (FREE_THREADED, DEBUG, WINDOWS, APPLE)
BUILDS = [frozenset(build) for count in range(3) for build in itertools.combinations((FREE_THREADED, DEBUG), count)]
TARGETS = [Target(f"x86_64-{system}", "x86_64", system, "") for system in ("linux", "windows", "macos")]
PYTHONS = [
    Python(version, target, build) for version, target, build in itertools.product(PYTHON_VERSIONS, TARGETS, BUILDS)
]
IOS = Python(Version("3.14"), Target("aarch64-apple-ios", "aarch64", "ios", ""))
MEASURED = Measured("a test", TO_3_15)

leaves: st.SearchStrategy[Condition] = st.sampled_from(PYTHON_VERSIONS).map(Since) | st.sampled_from(TRAITS).map(Has)
trees: st.SearchStrategy[Condition] = st.recursive(
    leaves,
    lambda inner: (
        st.builds(Not, inner)
        | st.builds(All, st.lists(inner, max_size=3))
        | st.builds(AnyOf, st.lists(inner, min_size=1, max_size=3))
    ),
    max_leaves=8,
)


def evaluate(node: ast.expr, look_up: Callable[[str], bool | int]) -> bool | int:
    """Evaluate an expression whose atoms are names, calls and subscripts as written; ``~`` is C's ``!``."""
    if isinstance(node, ast.BoolOp):
        parts = [bool(evaluate(value, look_up)) for value in node.values]
        return all(parts) if isinstance(node.op, ast.And) else any(parts)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Invert):
        return not evaluate(node.operand, look_up)
    if isinstance(node, ast.Compare):
        (operator,), (right,) = node.ops, node.comparators
        one, other = evaluate(node.left, look_up), evaluate(right, look_up)
        return one >= other if isinstance(operator, ast.GtE) else one < other
    if isinstance(node, ast.Constant):
        assert isinstance(node.value, int)
        return node.value
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"all", "any", "not_"}:
        parts = [bool(evaluate(argument, look_up)) for argument in node.args]
        if node.func.id == "not_":
            (part,) = parts
            return not part
        return all(parts) if node.func.id == "all" else any(parts)
    return look_up(ast.unparse(node))


def holds_in_c(text: str, python: Python) -> bool:
    """Evaluate a condition of the preprocessor for a late patch release of a CPython."""
    known: dict[str, bool | int] = {f"defined({trait.macro})": python.has(trait) for trait in TRAITS}
    known["PY_VERSION_HEX"] = 0x030009F0 + (python.version.minor << 16)
    tree = ast.parse(text.replace("!", "~").replace("&&", "and").replace("||", "or"), mode="eval")
    return bool(evaluate(tree.body, known.__getitem__))


def holds_in_rust(text: str, python: Python) -> bool:
    """Evaluate a cfg with those that PyO3 and rustc set for a CPython; one that neither knows is an error."""
    known = {f"Py_3_{each.minor}": python.version >= each for each in PYTHON_VERSIONS[1:]}
    known |= {"windows": python.target.os == "windows", "target_os['macos']": python.target.os == "macos"}
    known |= {"Py_GIL_DISABLED": FREE_THREADED in python.build, "py_sys_config['Py_DEBUG']": DEBUG in python.build}
    tree = ast.parse(re.sub(r' = ("\w+")', r"[\1]", text).replace("not(", "not_("), mode="eval")
    return bool(evaluate(tree.body, known.__getitem__))


@given(trees)
def test_each_language_says_what_the_tree_says(tree: Condition) -> None:
    """For every version, build and platform, C and Rust have code where the tree holds, and nowhere else."""
    c, rust = to_c(tree), to_cfg(tree)

    for python in PYTHONS:
        assert tree.holds(python) is holds_in_c(c, python), (c, python)
        assert tree.holds(python) is holds_in_rust(rust, python), (rust, python)


@pytest.mark.parametrize(
    ("tree", "c", "rust"),
    [
        (Since(Version("3.11")), "PY_VERSION_HEX >= 0x030b0000", "Py_3_11"),
        (before(Version("3.11")), "PY_VERSION_HEX < 0x030b0000", "not(Py_3_11)"),
        (Not(before(Version("3.11"))), "PY_VERSION_HEX >= 0x030b0000", "Py_3_11"),
        (Has(WINDOWS), "defined(MS_WINDOWS)", "windows"),
        (Not(Has(FREE_THREADED)), "!defined(Py_GIL_DISABLED)", "not(Py_GIL_DISABLED)"),
        (All([Since(Version("3.8")), Has(WINDOWS)]), "PY_VERSION_HEX >= 0x03080000 && defined(MS_WINDOWS)", "windows"),
        (
            All([Has(WINDOWS), Not(Not(AnyOf([Has(APPLE), Since(Version("3.9"))])))]),
            "defined(MS_WINDOWS) && (defined(__APPLE__) || PY_VERSION_HEX >= 0x03090000)",
            'all(windows, any(target_os = "macos", Py_3_9))',
        ),
        (Since(Version("3.8")), "PY_VERSION_HEX >= 0x03080000", "all()"),
        (before(Version("3.8")), "PY_VERSION_HEX < 0x03080000", "any()"),
    ],
)
def test_conditions_read_as_people_write_them(tree: Condition, c: str, rust: str) -> None:
    """No doubled negation, no parentheses around one name, and no cfg for what all that Rust serves have."""
    assert (c, rust) == (to_c(tree), to_cfg(tree))


def test_rust_has_nothing_of_apple_but_macos() -> None:
    """On iOS the headers have what PyO3 does not declare: C may set it there, Rust may not."""
    assert holds_in_c(to_c(Has(APPLE)), IOS)
    assert not holds_in_rust(to_cfg(Has(APPLE)), IOS)


@given(st.sets(st.sampled_from(PYTHON_VERSIONS), min_size=1))
def test_versions_are_a_condition(versions: set[Version]) -> None:
    """The condition of some minors holds for those, and with the newest of all for what comes behind it."""
    tree = of_versions(versions)
    newest = PYTHON_VERSIONS[-1]

    held = {version for version in PYTHON_VERSIONS if tree.holds(Python(version, TARGETS[0]))}

    assert versions == held
    assert (newest in versions) is tree.holds(Python(newest.following, TARGETS[0]))


@pytest.mark.parametrize(
    ("extent", "first", "last"),
    [
        (MEASURED.always, 8, None),
        (MEASURED.since("3.11"), 11, None),
        (MEASURED.since("3.11.0"), 11, None),
        (MEASURED.since("3.11.4"), 12, None),
        (MEASURED.until("3.12"), 8, 12),
        (MEASURED.until("3.12.3"), 8, 11),
        (MEASURED.between("3.9", "3.9"), 9, 9),
    ],
)
def test_code_goes_by_what_all_patch_releases_have(extent: Extent, first: int, last: int | None) -> None:
    """Code is compiled with one patch release and runs with another, so that half a minor counts as none of it."""
    tree = All(of_extent(extent))

    held = [version.minor for version in PYTHON_VERSIONS if tree.holds(Python(version, TARGETS[0]))]

    assert list(range(first, (last or PYTHON_VERSIONS[-1].minor) + 1)) == held
