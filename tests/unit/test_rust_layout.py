"""Rust expressions, laid out as rustfmt lays them out; the outputs themselves are compared with rustfmt elsewhere."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from configlang.outputs.layout import MAX_WIDTH, Call, Expression, Method, Struct, Text, Unsafe, Vec, layout

WORDS = st.text("abcdefgh", min_size=1, max_size=40)


def expressions() -> st.SearchStrategy[Expression]:
    """Return expressions of the shapes that a config has, to any depth."""
    return st.recursive(
        WORDS.map(Text),
        lambda inner: st.one_of(
            st.builds(Call, st.just("f"), inner),
            st.builds(Method, st.builds(Call, st.just("f"), inner), st.just("g")),
            st.lists(inner, max_size=4).map(Vec),
            st.builds(Struct, st.just("S"), st.lists(st.tuples(st.just("x"), inner), min_size=1, max_size=3)),
            inner.map(Unsafe),
        ),
        max_leaves=8,
    )


def lay(expression: Expression, before: int = 4) -> str:
    """Return an expression laid out behind four blanks, or more of something else."""
    return layout(expression, "    ", before, 1)


@given(expressions())
def test_layout_changes_blanks_and_commas_only(expression: Expression) -> None:
    """However an expression is broken, it has the same words and brackets in the same order."""

    def bare(text: str) -> str:
        return re.sub(r",(?=[)\]}])", "", re.sub(r"\s", "", text))

    wide = layout(expression, "", -1_000_000, 0)

    assert bare(wide) == bare(lay(expression))


@given(expressions())
def test_lines_keep_within_the_width(expression: Expression) -> None:
    """No line is longer than rustfmt's limit unless a text that can't be broken is."""
    lines = ("    " + lay(expression)).split("\n")

    assert all(len(line) <= MAX_WIDTH or not re.search(r"\(\w|\[\w", line) for line in lines)


@given(expressions())
def test_lines_are_indented_by_steps(expression: Expression) -> None:
    """Every line starts below its expression, by steps of four, and the last closes where the first began."""
    first, *others = lay(expression).split("\n")

    assert first == first.strip()
    indents = [len(line) - len(line.lstrip()) for line in others]
    assert all(indent >= 4 and indent % 4 == 0 for indent in indents)
    assert indents[-1:] in ([], [4])


def test_short_expressions_stay_on_their_line() -> None:
    """Nothing is broken that fits."""
    assert lay(Call("Some", Vec([Text("a"), Text("b")]))) == "Some(vec![a, b])"
    assert lay(Vec([])) == "vec![]"
    assert lay(Text("x" * 200)) == "x" * 200
    assert lay(Method(Call("f", Text("x")), "unwrap")) == "f(x).unwrap()"


def test_long_call_is_broken_below_its_head() -> None:
    """An argument that can't be broken gets a line of its own, with a comma where it is a function's."""
    long = "x" * 99

    assert lay(Call("f", Text(long))) == f"f(\n        {long},\n    )"
    assert lay(Call("f!", Text(long), has_trailing_comma=False)) == f"f!(\n        {long}\n    )"


def test_last_argument_with_brackets_hangs_over() -> None:
    """A call in a call, a list in a call and a struct in a list open on one line and close on one."""
    long = "x" * 99

    assert lay(Call("f", Call("g", Text(long)))) == f"f(g(\n        {long},\n    ))"
    assert lay(Call("Some", Vec([Text(long), Text("y")]))) == f"Some(vec![\n        {long},\n        y,\n    ])"
    assert lay(Vec([Struct("S", [("x", Text("1"))])])) == "vec![S {\n        x: 1,\n    }]"


def test_structs_are_always_broken() -> None:
    """A struct literal has a line for each field."""
    assert lay(Struct("S", [("x", Text("1")), ("y", Vec([]))])) == "S {\n        x: 1,\n        y: vec![],\n    }"


def test_unsafe_blocks_are_always_broken() -> None:
    """An unsafe block has its body on lines of its own."""
    assert lay(Unsafe(Text("x"))) == "unsafe {\n        x\n    }"
