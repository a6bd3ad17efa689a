"""A plug-in that a program opens with RTLD_LOCAL: modules in shared libraries find Python's functions all the same."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from configlang import Config, evaluate
from tests.hosts.cpythons import VERSIONS, WITH_INITCONFIG, require_cpython
from tests.hosts.plugins import ARCHIVE_NEEDS, build_loader, build_plugin, build_rust_plugin, find_archive
from tests.hosts.programs import COMPILERS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")

PLUGIN = 'host(outputs = ["c", "c-initconfig", "rust-ffi"], plugin = True)\n'
PLAIN = 'interpreter(profile = "isolated", utf8_mode = True, set_missing_path_configuration = False)\n'

RUNS = "starting Python: it runs already: the program or another plug-in has started it; "
RUNS += "host(adopt = True) would take it over"

IMPORTS = """\
import importlib.util
for name in ("_ctypes", "_decimal", "_ssl", "math"):
    if importlib.util.find_spec(name) is not None:
        __import__(name)
        print(name, flush=True)
"""
"""Imports modules in shared libraries, where this CPython has them."""


def read(folder: Path, text: str) -> Config:
    """Return the config of a text."""
    file = folder / "app.bzl"
    file.write_text(text, encoding="utf-8")
    config = evaluate(file).unchecked
    assert config is not None
    return config


def outputs_of(version: str) -> tuple[str, ...]:
    """Return the outputs that start a version."""
    return ("c", "c-initconfig") if version in WITH_INITCONFIG else ("c",)


@pytest.mark.parametrize("version", VERSIONS)
def test_modules_of_a_plugin_find_python(version: str, tmp_path: Path) -> None:
    """Modules in shared libraries are imported in a plug-in opened with RTLD_LOCAL, and without the code are not."""
    python = require_cpython(version)
    loader = build_loader(tmp_path, python)
    for output in outputs_of(version):
        hidden = build_plugin(tmp_path / output / "hidden", python, read(tmp_path, PLAIN), output)
        shown = build_plugin(tmp_path / output / "shown", python, read(tmp_path, PLUGIN + PLAIN), output)
        steps = ("start", python.prefix, "run", IMPORTS, "end")

        fails = loader.run("open", hidden, *steps)
        works = loader.run("open", shown, *steps)
        does_nothing = loader.run("global", shown, *steps)

        assert "undefined symbol: Py" in fails.stderr, output
        assert ("", 0) == (works.stderr, works.returncode), output
        assert works.stdout.endswith("math\nran 0\nended 0\n"), output
        assert works.stdout == does_nothing.stdout, output


@pytest.mark.parametrize("compiler", COMPILERS)
def test_plugins_compile_without_a_warning(compiler: str, tmp_path: Path) -> None:
    """What re-opens libpython is C99 and C++, without a warning."""
    python = require_cpython(VERSIONS[0])
    build_plugin(tmp_path / "it", python, read(tmp_path, PLUGIN + PLAIN), compiler=COMPILERS[compiler])


@pytest.mark.parametrize("version", VERSIONS)
def test_plugin_comes_and_goes(version: str, tmp_path: Path) -> None:
    """A plug-in that is closed and opened again starts Python again: what Python keeps of it is still there."""
    python = require_cpython(version)
    if version == "3.8":
        pytest.skip("CPython 3.8 can't start again once it has run with modules")
    loader = build_loader(tmp_path, python)
    text = PLUGIN + PLAIN + 'static_extension("two", init = "PyInit_multi")\n'
    steps = ("start", python.prefix, "run", "import two; print(two.who(), flush=True)", "end")
    for output in outputs_of(version):
        plugin = build_plugin(tmp_path / output, python, read(tmp_path, text), output)

        done = loader.run("open", plugin, *steps, "close", "open", plugin, *steps)

        assert ("", 0) == (done.stderr, done.returncode), output
        assert "0 \ntwo\nran 0\nended 0\nclosed\n" * 2 == done.stdout + "closed\n", output


@pytest.mark.parametrize("version", VERSIONS)
def test_second_plugin_finds_python_running(version: str, tmp_path: Path) -> None:
    """A second plug-in is told who may have started Python, and changes nothing of it."""
    python = require_cpython(version)
    loader = build_loader(tmp_path, python)
    for output in outputs_of(version):
        one = build_plugin(tmp_path / output / "one", python, read(tmp_path, PLUGIN + PLAIN), output)
        text = PLUGIN + PLAIN.replace("utf8_mode", 'argv = ["other"], utf8_mode')
        two = build_plugin(tmp_path / output / "two", python, read(tmp_path, text), output)
        show = "import sys; print(sys.argv, flush=True)"

        done = loader.run("open", one, "start", python.prefix, "run", show, "open", two, "start", "/", "run", show)

        first, shown, _, second, again, _ = done.stdout.splitlines()
        assert "0 " == first, output
        assert shown == again, output
        assert f"1 {RUNS}" == second, output


def test_plugin_with_another_python_is_told_of(tmp_path: Path) -> None:
    """Where another libpython shows its functions already, modules would take those: the start ends with a status."""
    if len(VERSIONS) < 2:
        pytest.skip("needs two CPythons")
    old, new = require_cpython(VERSIONS[0]), require_cpython(VERSIONS[1])
    config = read(tmp_path, PLUGIN + PLAIN)
    one, two = build_plugin(tmp_path / "one", old, config), build_plugin(tmp_path / "two", new, config)
    loader = build_loader(tmp_path, new)

    before = loader.run("open", one, "open", two, "use", "0", "start", old.prefix, "use", "1", "start", new.prefix)
    after = loader.run("open", one, "start", old.prefix, "end", "open", two, "start", new.prefix)

    step = "1 showing Python's functions to modules in shared libraries: "
    first, second = before.stdout.splitlines()
    assert ("0 ", step, True) == (first, second[: len(step)], f"/libpython{old.version}" in second)
    assert second.endswith(" shows those of another Python")
    # What is opened later takes the functions that are shown, and not those that it is linked with.
    first, _, second = after.stdout.splitlines()
    assert ("0 ", True) == (first, second.startswith(f"1 finding Python: it is CPython {old.full_version}, "))
    assert second.endswith(f" and this code was compiled for {new.full_version}")


@pytest.mark.parametrize("is_hidden", [False, True], ids=["exported", "hidden"])
def test_static_libpython_in_a_plugin(tmp_path: Path, *, is_hidden: bool) -> None:
    """A plug-in that has libpython in it shows that to all; where nothing is exported, the status says so."""
    python = find_archive(tmp_path, *map(require_cpython, VERSIONS))
    loader = build_loader(tmp_path, python)
    archive = python.library / f"lib{python.library_name}.a"
    libraries = [f"-Wl,--whole-archive,{archive},--no-whole-archive", *ARCHIVE_NEEDS]
    libraries += ["-Wl,--exclude-libs,ALL"] if is_hidden else []
    plugin = build_plugin(tmp_path / "it", python, read(tmp_path, PLUGIN + PLAIN), libraries=libraries)

    done = loader.run("open", plugin, "start", python.prefix, "run", IMPORTS, "end")

    if is_hidden:
        text = f"{plugin} keeps them to itself: link it so that it exports them"
        assert f"1 showing Python's functions to modules in shared libraries: {text}" == done.stdout.splitlines()[0]
        return
    assert ("", 0) == (done.stderr, done.returncode)
    assert done.stdout.endswith("ran 0\nended 0\n")


@pytest.mark.thorough
@pytest.mark.xdist_group("cargo")
@pytest.mark.parametrize("version", VERSIONS)
def test_modules_of_a_plugin_in_rust_find_python(version: str, tmp_path: Path) -> None:
    """A plug-in in Rust shows Python's functions to modules in shared libraries; a second one finds Python running."""
    python = require_cpython(version)
    loader = build_loader(tmp_path, python)
    hidden = build_rust_plugin(tmp_path / "hidden", python, read(tmp_path, PLAIN))
    shown = build_rust_plugin(tmp_path / "shown", python, read(tmp_path, PLUGIN + PLAIN))
    second = shutil.copy(shown, tmp_path / "second.so")
    steps = ("start", python.prefix, "run", IMPORTS)

    fails = loader.run("open", hidden, *steps)
    works = loader.run("open", shown, *steps, "open", second, "start", python.prefix, "use", "0", "end")

    assert "undefined symbol: Py" in fails.stderr
    assert ("", 0) == (works.stderr, works.returncode)
    assert works.stdout.endswith(f"math\nran 0\n1 {RUNS}\nended 0\n")
