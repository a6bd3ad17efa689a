"""What is surely not meant: found in the text, after a look at its words alone, and with a twin that is fine."""

from __future__ import annotations

import pytest

from configlang.language.glance import is_suspect
from tests.unit.test_typecheck import cut, find_all

# The code, a text with what is not meant, what is underlined, and a near twin that is fine.
CASES = [
    ("never-called", "def f():\n    interpreter()", "f", "def f():\n    interpreter()\nf()"),
    ("never-called", "def f(): interpreter()", "f", "def f(): interpreter()\nx = [f]\nx[0]()"),
    ("never-called", "def g(x):\n    static_extension(x)\n\ndef f():\n    g('a')", "f", "def f():\n    return 1"),
    ("never-called", "def f():\n    filesystem_importer()\n", "f", "def f():\n    return variable('x', default = 1)\n"),
    ("nothing-declared", "", "", "interpreter()"),
    ("nothing-declared", "X = variable('x', default = 1)", "", "static_extension('a')"),
    ("target-never-so", "x = TARGET.os == 'darwin'", "'darwin'", "x = TARGET.os == 'macos'"),
    ("target-never-so", "x = 'darwin' != TARGET.os", "'darwin'", "x = 'darwin' in TARGET.triple"),
    ("target-never-so", "x = TARGET.os in ['linux', 'win32']", "'win32'", "x = TARGET.os in ['linux', 'windows']"),
    ("target-never-so", "x = TARGET.os not in ('osx',)", "'osx'", "x = TARGET.os not in ('macos',)"),
    ("target-never-so", "x = {'darwin': 1}.get(TARGET.os)", "'darwin'", "x = {'macos': 1}.get(TARGET.os)"),
    ("target-never-so", "x = {'macos': 1, 'nt': 2, 'linux': 3}[TARGET.os]", "'nt'", "x = {'linux': 1}[TARGET.os]"),
    ("target-never-so", "OS = TARGET.os\nx = OS == 'darwin'", "'darwin'", "OS = 'a'\nx = OS == 'darwin'"),
    ("target-never-so", "T = TARGET\nx = T.os == 'darwin'", "'darwin'", "T = struct(os = 'a')\nx = T.os == 'darwin'"),
    ("target-never-so", "M = 'darwin'\nx = TARGET.os == M", "'darwin'", "M = 'macos'\nx = TARGET.os == M"),
    (
        "target-never-so",
        "def f(name):\n    return name == 'darwin'\nf(TARGET.os)",
        "'darwin'",
        "def f(name):\n    return name == 'darwin'\nf('a')",
    ),
    ("target-never-so", "x = TARGET.os.startswith('darwin')", "'darwin'", "x = TARGET.os.startswith('mac')"),
    ("target-never-so", "x = TARGET.arch == 'arm64'", "'arm64'", "x = TARGET.arch == 'riscv64gc'"),
    ("target-never-so", "x = TARGET.env == 'glibc'", "'glibc'", "x = TARGET.env == 'gnueabihf'"),
    ("target-never-so", "x = TARGET.python == '3.11.2'", "'3.11.2'", "x = TARGET.python == '3.11'"),
    (
        "target-never-so",
        "x = TARGET.triple == 'x86_64-linux-gnu'",
        "'x86_64-linux-gnu'",
        "x = TARGET.triple == 'x86_64-unknown-linux-gnu'",
    ),
    ("target-never-so", "x = TARGET.triple == 'windows'", "'windows'", "x = TARGET.triple == 'wasm32-wasip1'"),
    ("value-is-none", "x = []\ny = x.append(1)", "x.append(1)", "x = []\nx.append(1)"),
    ("value-is-none", "x = []\nprint(x.extend([1]))", "x.extend([1])", "x = []\nprint(x.index)"),
    ("value-is-none", "x = []\nargv = [1] + x.insert(0, 1)", None, "x = []\n[x.append(1) for _ in x]"),
    ("value-is-none", "def f():\n    pass\nx = f()", "f()", "def f():\n    return 1\nx = f()"),
    ("value-is-none", "def f():\n    return\nprint(f())", "f()", "def f():\n    pass\nf()"),
    (
        "value-is-none",
        "def f():\n    return None\nx = [y for y in f() or []]",
        None,
        "def f():\n    fail('a')\nx = 1 or f()",
    ),
    ("setting-unused", "utf8_mode = True", "utf8_mode", "utf8_mode = True\nprint(utf8_mode)"),
    ("setting-unused", "dont_write_bytecode = 1", "dont_write_bytecode", "UTF8_MODE = True"),
    ("setting-unused", "Py_NoSiteFlag = 1", "Py_NoSiteFlag", "Python_Home = 1"),
    ("setting-unused", "targets = []", "targets", "goals = []"),
    ("no-effect", "1 == 2", "1 == 2", "x = 1 == 2"),
    ("no-effect", "x = 1\nx == 2", "x == 2", "x = 1\nprint(x == 2)"),
]


def found(text: str, code: str) -> list[str]:
    """Return what is underlined by the findings of a code in a config, which declares something unless it is to not."""
    declares = "" if code in {"nothing-declared", "never-called"} else "\nstatic_extension('zzz')"
    whole = text + declares
    return [cut(whole, finding.span) for finding in find_all(whole) if finding.code == code]


@pytest.mark.parametrize(("code", "text", "marked", "twin"), CASES)
def test_oversight_is_found_and_its_twin_is_not(code: str, text: str, marked: str | None, twin: str) -> None:
    """What is surely not meant is told at its place; what is near it and right is not."""
    if marked is not None:
        assert [marked] == found(text, code)
        assert code == "nothing-declared" or is_suspect(text, is_main=True)
    assert [] == found(twin, code)


@pytest.mark.parametrize(
    "text",
    [
        'interpreter(verbose = TARGET.os == \'linux\' or TARGET.os in ["macos", "windows"])',
        "load('@stdlib//:paths.bzl', 'stdlib_paths')\nfilesystem_importer(stdlib_paths('a', python = TARGET.python))",
        "def f():\n    static_extension('a')\nf()\nx = []\nx.append(1)\nprint(x)",
        "PATHS = ['a']\nfilesystem_importer(paths = PATHS)",
    ],
)
def test_usual_configs_are_not_looked_at_closely(text: str) -> None:
    """CPython's parser costs more than the evaluation of most configs, so their words alone let them go."""
    assert not is_suspect(text, is_main=True)
