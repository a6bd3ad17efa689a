"""Texts that kill, hang or exhaust the engine when nothing stands before it: one entry each, by a name."""

from __future__ import annotations

from collections.abc import Callable

_N = 30_000


def _nested(opening: str, middle: str, closing: str) -> str:
    return f"x = {opening * _N}{middle}{closing * _N}\n"


def _chain(start: str, link: str) -> str:
    return f"x = {start}{link * _N}\n"


def _blocks(head: str, depth: int) -> str:
    return "".join(f"{' ' * level}{head}\n" for level in range(depth)) + " " * depth + "pass\n"


DEEP = {
    "nested_lambda": f"x = {'lambda: ' * 3_000}1\n",
    "nested_def": _blocks("def f():", 1_600),
    "nested_if": _blocks("if 1:", 2_500),
    "nested_for": _blocks("for i in []:", 2_700),
    "elif_chain": "if 1:\n  pass\n" + "elif 1:\n  pass\n" * 5_000,
    "nested_dict": _nested("{1:", "1", "}"),
    "nested_list": _nested("[", "", "]"),
    "nested_list_a_line_each": _nested("[\n", "", "]\n"),
    "nested_list_that_looks_like_statements": _nested("[\na,", "", "]\n"),
    "nested_tuple": _nested("(1,", "1", ")"),
    "nested_call": _nested("str(", "1", ")"),
    "nested_index": _nested("a[", "0", "]"),
    "plus_chain": _chain("1", " + 1"),
    "string_plus_chain": _chain('"a"', ' + "a"'),
    "long_plus_chain": "x = 1" + " + 1" * 140_000 + "\n",
    "minus_chain": f"x = {'-' * _N}1\n",
    "not_chain": f"x = {'not ' * _N}1\n",
    "or_chain": _chain("1", " or 1"),
    "and_chain": _chain("1", " and 1"),
    "ternary_chain": f"x = {'1 if 1 else ' * _N}1\n",
    "attribute_chain": _chain("a", ".a"),
    "index_chain": _chain("a", "[0]"),
    "call_chain": _chain("a", "()"),
    "comprehension_clauses": f"x = [1 {'for a in [1] ' * 20_000}]\n",
    "annotation": f"def f(x: {'list[' * _N}int{']' * _N}): pass\n",
    "annotation_union": f"def f(x: {'int | ' * _N}int): pass\n",
    "parentheses": _nested("(", "1", ")"),
}
"""Texts that are nested too deeply: all are refused before the engine sees them."""

VALUES = {
    "encode_nested": "x = [[]]\nfor i in range(800):\n    x = [x]\ny = json.encode(x)\n",
    "closure_chain": (
        "def f():\n    g = lambda: 1\n    for i in range(100000):\n"
        "        g = (lambda h: (lambda: h))(g)\n    return g\nx = f()\n"
    ),
    "struct_chain": "x = struct(a = 1)\nfor i in range(300000):\n    x = struct(a = x)\n",
    "partial_chain": "f = str\nfor i in range(300000):\n    f = partial(f, 1)\nx = f()\n",
    "huge_list": "x = list(range(536870911))\n",
    "huge_enumerate": "x = [i for i in enumerate(range(536870911))]\n",
}
"""Values at run time that end the engine's process or make it give up."""

MEMORY = {
    "doubling": "x = [1]\nfor i in range(60):\n    x = x + x\n",
    "list_product": "x = [0] * 2000000000\n",
    "tuple_product": "x = (0,) * 2000000000\n",
    "sorted_range": "x = sorted(range(2000000000))\n",
    "reversed_range": "x = reversed(range(2000000000))\n",
    "replace": "x = ('a' * 100000).replace('a', 'b' * 100000)\n",
    "join": "x = ('a' * 100000).join(['b'] * 100000)\n",
    "starred_arguments": "def f(*a): pass\nf(*([1] * 2000000000))\n",
    "text_product": "x = 'a' * 2000000000\n",
    "slow_growth": "x = []\nfor i in range(1000000000):\n    x.append('a' * 1000 + str(i))\n",
}
"""What takes all memory there is."""

TIME = {
    "max_of_range": "x = max(range(2000000000))\n",
    "all_of_range": "x = all(range(1, 2000000000))\n",
    "number_from_text": "x = int('9' * 3000000)\n",
    "squares": "x = 3\nfor i in range(28):\n    x = x * x\n",
    "loop": "def f():\n    for i in range(2000000000):\n        pass\nf()\n",
    "hash_of_nested_tuples": "x = (1,)\nfor i in range(60000):\n    x = (x,)\nfor i in range(60000):\n    d = {x: i}\n",
    "nested_types": "x = int\nfor i in range(100000):\n    x = list[x]\ndef f(a: x): pass\nf([])\n",
}
"""What takes all time there is; some of it can't be interrupted from inside the process."""

AMOUNT = {
    "written_out": ("\n".join(f'static_extension("m{i}")' for i in range(3_000)), "too-many-declarations"),
    "in_a_loop": ("for i in range(3000):\n    static_extension('m%d' % i)\n", "too-many-declarations"),
    "large_values": (
        "for i in range(200):\n    static_extension('m%d' % i, init = 'a' * 100000)\n",
        "too-many-declarations",
    ),
    "printing": ("for i in range(10000):\n    print('x' * 1000)\n", "too-much-output"),
    "recursion": ("def f(n):\n    return f(n + 1)\nf(0)\n", "call-depth"),
}
"""Too many declarations, too much output, too many calls; with the code of the finding (limits set low)."""


def _dots(count: int) -> str:
    return "a." * count + "a"


def _lines(line: str, count: int) -> str:
    return "".join(line.replace("#", str(number)) for number in range(count))


_ON = "interpreter(isolated = True)\n"

MANY: dict[str, tuple[Callable[[int], str], int]] = {
    "parts_of_a_name": (lambda n: f'static_extension("{_dots(n)}")\n', 100_000),
    "parts_of_a_bad_name": (lambda n: f'static_extension("{_dots(n)}.")\n', 100_000),
    "parts_of_the_name_of_a_library": (
        lambda n: f'filesystem_importer(paths = ["/lib"])\ndynamic_extension("{_dots(n)}", "/lib/a.so")\n',
        100_000,
    ),
    "parts_of_a_run_module": (lambda n: f'interpreter(run_module = "{_dots(n)}")\n', 100_000),
    "parts_of_a_rust_path": (lambda n: f'static_extension("a", init = "{"super::" * n}f")\n', 100_000),
    "modules": (lambda n: f'[static_extension("m%d" % i) for i in range({n})]\n', 99_999),
    "modules_twice": (lambda n: f'[static_extension("m%d" % (i // 2)) for i in range({n})]\n', 99_999),
    "modules_of_a_bad_name": (lambda n: f'[static_extension("%d" % i) for i in range({n})]\n', 99_999),
    "modules_in_one_line": (lambda n: _lines('static_extension("m#"); static_extension("m#");', n // 2), 6_000),
    "libraries_and_folders": (
        lambda n: (
            f'filesystem_importer(paths = ["/lib/%d" % i for i in range({n})])\n'
            f'[dynamic_extension("m%d" % i, "/other/m%d.so" % i) for i in range({n})]\n'
        ),
        10_000,
    ),
    "warning_filters": (
        lambda n: f'interpreter(warn_options = ["ignore::FooWarning%d" % i for i in range({n})])\n',
        20_000,
    ),
    "comments_for_nothing": (lambda n: _ON + "x = 1  # configlang: disable=shared-init\n" * n, 15_000),
    "variables": (lambda n: _lines('v# = variable("v#", "x")\n', n) + _ON, 8_000),
    "functions": (
        lambda n: _lines('def f#():\n    static_extension("m#")\n', n) + _lines("f#()\n", n),
        8_000,
    ),
    "functions_that_call_each_other": (
        lambda n: (
            "".join(f"def f{number}():\n    f{number + 1}()\n" for number in range(n))
            + f"def f{n}():\n    interpreter()\n{_ON}"
        ),
        4_000,
    ),
    "unknown_names": (lambda n: _lines("name#\n", n), 8_000),
    "unknown_fields": (lambda n: f"interpreter({_lines('isolatd# = True, ', n)})\n", 20_000),
}
"""Configs with so many of something, by how many there are: what is done for each must not grow with their number."""
