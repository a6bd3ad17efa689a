"""The conditions of the preprocessor under which functions are written."""

from __future__ import annotations

import re

import pytest

from configlang.outputs.host.c.guards import guard

NAMES = re.compile(r"\bp_(\w+)")
HELPER = "static int p_a(void);\n"


def guarded(user: str, **helpers: str) -> list[str]:
    """Return helpers, and one that is always there, which uses them."""
    return list(guard({"a": HELPER, **helpers, "user": f"int p_user(void)\n{user}\n"}, "int p_user(void);", NAMES))


@pytest.mark.parametrize(
    ("user", "opening"),
    [
        ("p_a();", ""),
        ("#if A < 1\np_a();\n#endif", "#if A < 1\n"),
        ("#ifdef A\np_a();\n#endif", "#ifdef A\n"),
        ("#ifndef A\np_a();\n#endif", "#ifndef A\n"),
        ("#ifdef A\n#else\np_a();\n#endif", "#ifndef A\n"),
        ("#ifndef A\n#else\np_a();\n#endif", "#ifdef A\n"),
        ("#if A < 1\n#else\np_a();\n#endif", "#if !(A < 1)\n"),
        ("#if A < 1\n#elif B\np_a();\n#endif", "#if !(A < 1) && B\n"),
        ("#if defined(A) && B\n#else\np_a();\n#endif", "#if !(defined(A) && B)\n"),
        ("#if A || B\n#ifdef C\np_a();\n#endif\n#endif", "#if (A || B) && defined(C)\n"),
        ("#if A || B\np_a();\n#endif", "#if A || B\n"),
        ("#if B\np_a();\n#endif\n#if A\np_a();\n#endif", "#if A || B\n"),
        ("#if A\np_a();\n#if B\np_a();\n#endif\n#endif", "#if A\n"),
        ("#if A\np_a();\n#endif\np_a();", ""),
        ("#ifdef A\np_a();\n#else\np_a();\n#endif", ""),
        ("#if A < 1\np_a();\n#endif\n#if A < 1\n#else\np_a();\n#endif", ""),
        ("#if B\n#ifdef A\np_a();\n#else\np_a();\n#endif\n#endif", "#if B\n"),
        ("#ifdef A\n#ifdef B\np_a();\n#endif\n#else\np_a();\n#endif", "#if !defined(A) || defined(A) && defined(B)\n"),
        ('#if A\np_a();\n#endif\nx = "p_a()"; /* p_a() */', "#if A\n"),
    ],
)
def test_helper_is_there_where_it_is_used(user: str, opening: str) -> None:
    """A function stands under the conditions under which alone something uses it, and under none it isn't alone."""
    expected = f"{opening}{HELPER}#endif\n" if opening else HELPER

    assert guarded(user)[0] == expected


def test_condition_goes_on_to_what_a_helper_uses() -> None:
    """What only a helper under a condition uses stands under that one, and under its own besides."""
    b, c = "static int p_b(void) { p_a(); }\n", "static int p_c(void)\n#ifdef X\np_b();\n#endif\n"

    assert guarded("#if A\np_c();\n#endif", b=b, c=c)[:3] == [
        f"#if A && defined(X)\n{HELPER}#endif\n",
        f"#if A && defined(X)\n{b}#endif\n",
        f"#if A\n{c}#endif\n",
    ]


def test_what_the_header_declares_is_always_there() -> None:
    """The guard of the header against being read twice is no condition."""
    header = "#ifndef P_H\nint p_a(void);\n#endif\n"

    assert list(guard({"a": HELPER}, header, NAMES)) == [HELPER]
