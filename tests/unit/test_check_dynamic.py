"""Rules about shared libraries where no interpreter of this machine can prove them: platforms, outputs, severities."""

from __future__ import annotations

from typing import Any

import pytest

from configlang.check.engine import check
from configlang.check.families import dynamic, loading
from configlang.check.search_path import join, names_of
from configlang.cpython.targets import parse_target
from configlang.cpython.versions import to_python
from configlang.findings.finding import Finding
from configlang.outputs.table import BY_NAME
from configlang.schema.freeze import freeze
from configlang.schema.origins import Declaration
from configlang.schema.texts import to_path
from tests.unit.test_freeze import LINUX, call

CODES = {rule.code for rule in (*dynamic.RULES, *loading.RULES)}
WINDOWS, MACOS, WASI = "x86_64-pc-windows-msvc", "aarch64-apple-darwin", "wasm32-wasip1"
MUSL, ANDROID, FREEBSD = "x86_64-unknown-linux-musl", "aarch64-linux-android", "x86_64-unknown-freebsd"
PLACE, SUFFIX = "not-on-search-path", "wrong-suffix"


def library(name: str, path: str, loader: str = "filesystem") -> Declaration:
    """Return the declaration of a module in a shared library."""
    return call("dynamic_extension", name=name, path=path, loader=loader)


def paths(*listed: str, mode: str = "replace", enabled: bool = True) -> Declaration:
    """Return the declaration of an importer."""
    return call("filesystem_importer", paths=[*listed], mode=mode, enabled=enabled)


def fields(**values: Any) -> Declaration:  # noqa: ANN401 - any value
    """Return the declaration of an interpreter."""
    return call("interpreter", **values)


def findings_of(
    *calls: Declaration, target: str = LINUX.triple, python: str | None = "3.11", output: str | None = "json"
) -> list[Finding]:
    """Return what the family finds."""
    frozen = freeze(calls, parse_target(target) or LINUX, to_python(python))
    assert frozen.config is not None, frozen.findings
    return [each for each in check(frozen.config, frozen.origins, BY_NAME.get(output or "")) if each.code in CODES]


def found(
    *calls: Declaration, target: str = LINUX.triple, python: str | None = "3.11", output: str | None = "json"
) -> list[tuple[str, str]]:
    """Return the code and the severity of each finding, sorted."""
    findings = findings_of(*calls, target=target, python=python, output=output)
    return sorted((each.code, each.severity.value) for each in findings)


# Paths


@pytest.mark.parametrize(
    ("path", "is_windows", "expected"),
    [
        ("/opt//app/./lib/", False, "/opt/app/lib"),
        ("$ORIGIN/../lib", False, "$ORIGIN/../lib"),
        ("$ORIGIN/a/../lib", False, "$ORIGIN/lib"),
        ("../../lib", False, "../../lib"),
        ("/../lib", False, "/../lib"),
        (".", False, "."),
        ("a\\b", False, "a\\b"),
        ("C:/App\\lib\\", True, "C:\\App\\lib"),
        ("\\\\server\\share\\lib", True, "\\\\server\\share\\lib"),
        ("$ORIGIN\\.\\lib", True, "$ORIGIN\\lib"),
    ],
)
def test_paths_that_mean_the_same(path: str, expected: str, *, is_windows: bool) -> None:
    """What makes no difference is left out, and what may make one is kept."""
    assert expected == join(names_of(to_path(path), is_windows=is_windows), is_windows=is_windows)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("C:\\App\\lib\\app\\fast.pyd", []),
        ("c:/app/LIB/app/fast.PYD", []),
        ("c:/app/LIB/app/fast/__init__.pyd", []),
        # The importer minds the case of its modules there, too.
        ("C:/App/lib/App/fast.pyd", [(PLACE, "error")]),
        ("C:/App/lib/app/Fast.pyd", [(PLACE, "error")]),
        ("D:/App/lib/app/fast.pyd", [(PLACE, "error")]),
        ("C:/App/lib/app/fast.so", [(SUFFIX, "error")]),
        ("C:/App/lib/app/fast_d.pyd", [(SUFFIX, "warning")]),
    ],
)
def test_paths_on_windows(path: str, expected: list[tuple[str, str]]) -> None:
    """Case and separators of folders make no difference, the case of a module does."""
    assert expected == found(library("app.fast", path), paths("C:\\App\\lib"), target=WINDOWS)


def test_module_that_ends_like_a_debug_build() -> None:
    """`_d` may be a part of the module's name."""
    assert [] == found(library("fast_d", "C:\\App\\lib\\fast_d.pyd"), paths("C:\\App\\lib"), target=WINDOWS)


def test_zip_files_hold_no_libraries() -> None:
    """A zip file on the path is none of the folders, neither for the file nor in the message."""
    (finding,) = findings_of(library("fast", "/opt/app.zip/fast.so"), paths("/opt/app.zip", "/opt/lib"))

    assert PLACE == finding.code
    assert "would have to be `/opt/lib/fast.so`" in finding.message


@pytest.mark.parametrize(
    ("suffix", "wanted"),
    [
        (".cpython-311-x86_64-linux-gnu.so", ".cpython-311-x86_64-linux-gnu.so"),
        (".abi3.so", ".abi3.so"),
        (".cpython-310-x86_64-linux-gnu.so", ".so"),
        (".cpython-311-darwin.so", ".so"),
        (".dll", ".so"),
    ],
)
def test_place_that_is_told_is_one_that_works(suffix: str, wanted: str) -> None:
    """The file in the message is found there: it keeps its suffix where a version of the config looks for that."""
    findings = findings_of(library("fast", f"/opt/fast{suffix}"), paths("/opt/lib"), python="3.11")
    (place,) = [finding for finding in findings if finding.code == PLACE]

    assert place.message.endswith(f"would have to be `/opt/lib/fast{wanted}`")


def test_origin_that_the_config_says() -> None:
    """With a fixed folder of the executable, its two spellings are one."""
    calls = library("fast", "/opt/app/lib/fast.so"), paths("$ORIGIN/lib")

    assert [(PLACE, "error")] == found(*calls)
    assert [] == found(*calls, fields(origin="/opt/app"))


@pytest.mark.parametrize(
    ("values", "path", "expected"),
    [
        ({"home": "/opt/py"}, "/opt/py/lib/python3.11/fast.so", []),
        ({"home": "/opt/py"}, "/opt/py/lib/python3.11/lib-dynload/fast.so", []),
        ({"home": "/opt/py"}, "/opt/py/lib/python3.11/site-packages/fast.so", []),
        ({"home": "/opt/py"}, "/opt/py/lib/python3.10/fast.so", [(PLACE, "warning")]),
        ({"home": "/opt/py", "site_import": False}, "/usr/lib/python3.11/site-packages/fast.so", [(PLACE, "warning")]),
        ({}, "/usr/lib/python3/dist-packages/fast.so", []),
        ({}, "/opt/app/fast.so", [(PLACE, "warning")]),
        ({"run_filename": "/opt/app"}, "/opt/app/fast.so", []),
        ({"run_filename": "/opt/app/main.py"}, "/opt/app/fast.so", []),
        ({"run_filename": "/opt/app/main.py", "isolated": True}, "/opt/app/fast.so", [(PLACE, "warning")]),
        ({"run_filename": "/opt/app", "isolated": True}, "/opt/app/fast.so", []),
        ({"python_path_env": "/opt/more:/opt/app"}, "/opt/app/fast.so", []),
        ({"python_path_env": "/opt/app", "use_environment": False}, "/opt/app/fast.so", [(PLACE, "warning")]),
    ],
)
def test_folders_that_come_by_themselves(values: dict[str, Any], path: str, expected: list[tuple[str, str]]) -> None:
    """What home, the program and PYTHONPATH bring counts; what CPython may compute is doubted."""
    assert expected == found(library("fast", path), fields(**values))


def test_what_is_added_to_paths_that_replace() -> None:
    """Beside paths, nothing is computed, but `site` still adds the site-packages of home, and others' in doubt."""
    of_home = library("fast", "/opt/py/lib/python3.11/site-packages/fast.so")
    of_others = library("fast", "/usr/lib/python3.11/site-packages/fast.so")
    importer, home = paths("/opt/py/lib/python3.11"), fields(home="/opt/py")
    without = fields(home="/opt/py", site_import=False)

    assert [] == found(of_home, importer, home)
    assert [(PLACE, "warning")] == found(of_others, importer, home)
    assert [(PLACE, "error")] == found(of_others, importer, without)
    assert [(PLACE, "error")] == found(library("fast", "/opt/py/lib-dynload/fast.so"), importer, home)


@pytest.mark.parametrize("mode", ["prepend", "append"])
def test_computed_path_may_have_it(mode: str) -> None:
    """Around a computed path, a folder that is not listed is doubted and no error."""
    assert [] == found(library("fast", "/opt/lib/fast.so"), paths("/opt/lib", mode=mode))
    assert [(PLACE, "warning")] == found(library("fast", "/opt/fast.so"), paths("/opt/lib", mode=mode))


@pytest.mark.parametrize(
    ("name", "path", "words"),
    [
        ("fast", "$ORIGIN/fast.so", 'add "$ORIGIN" to `paths`'),
        ("fast", "fast.so", 'add "." to `paths`'),
        ("app.fast", "/opt/app/fast.so", 'add "/opt" to `paths`'),
        ("app.fast", "/opt/app/fast/__init__.so", 'add "/opt" to `paths`'),
        ("app.fast", "$ORIGIN/lib/fast.so", "the folder of its package, `app`"),
        ("fast", "$ORIGIN/lib/libfast.so", "`fast.so`; build tools put `lib` before it"),
        ("fast", "$ORIGIN/lib/quick.abi3.so", "`fast.abi3.so`; the init function is named so too"),
    ],
)
def test_hint_goes_by_the_mistake(name: str, path: str, words: str) -> None:
    """A folder that lacks on the path, a package that lacks in the folder, and a wrong name have their own repair."""
    (finding,) = findings_of(library(name, path), paths("$ORIGIN/lib"))

    assert words in (finding.hint or "")


@pytest.mark.parametrize(
    ("output", "words"), [("c", 'mode = "prepend"'), ("rust", "stdlib_paths"), ("yaml", "stdlib_paths")]
)
def test_hint_fits_the_output(output: str, words: str) -> None:
    """Pyembed can't prepend to the path, so there the library is listed too."""
    findings = findings_of(library("fast", "/opt/lib/fast.so"), output=output, python="3.10")

    assert [True] == [words in (finding.hint or "") for finding in findings if finding.code == PLACE]


def test_message_lists_where_it_would_have_to_be() -> None:
    """At most three files are listed, with the suffix that the file has, and none below the standard library."""
    listed = paths("/opt/py/lib/python3.11", "/opt/stdlib/lib-dynload", "/a", "/b/", "/c", "/d")

    (finding,) = findings_of(library("app.fast", "/opt/fast.abi3.so"), listed)

    assert "`/a/app/fast.abi3.so`, `/b/app/fast.abi3.so`, `/c/app/fast.abi3.so` or likewise" in finding.message
    assert "python3.11" not in finding.message
    assert "stdlib" not in finding.message


# Suffixes


def test_versions_make_one_finding() -> None:
    """What several versions refuse is told once, with the versions, and is a warning where nobody named them."""
    tagged = library("fast", "/opt/lib/fast.cpython-311-x86_64-linux-gnu.so")
    limits = call("compatible_with", python=">=3.10,<3.14")
    importer = paths("/opt/lib")

    (some,) = findings_of(tagged, importer, limits, python=None)
    (open_,) = findings_of(tagged, importer, python=None)
    (chosen,) = findings_of(tagged, importer, python="3.12")

    assert some.message.startswith("`fast`: CPython 3.10, 3.12-3.13 does not look for")
    assert "`.cpython-3X-x86_64-linux-gnu.so`, `.abi3.so` or `.so`, where 3X is the version" in some.message
    assert "`.cpython-312-x86_64-linux-gnu.so`, `.abi3.so` or `.so`" in chosen.message
    assert ["error", "warning", "error"] == [each.severity.value for each in (some, open_, chosen)]
    assert [] == findings_of(tagged, importer, python="3.11")


@pytest.mark.parametrize("python", ["3.13", "3.14"])
def test_free_threaded_build(python: str) -> None:
    """That another build of the same version looks for it is a warning."""
    tag = f"cpython-{python.replace('.', '')}t-x86_64-linux-gnu"
    calls = library("fast", f"/opt/lib/fast.{tag}.so"), paths("/opt/lib")

    (finding,) = findings_of(*calls, python=python)

    assert finding.severity.value == "warning"
    assert "only free-threaded builds" in finding.message


# OxidizedFinder


def test_packed_resources_name_any_file() -> None:
    """Neither the folder nor the name of a file matters to OxidizedFinder."""
    packed = library("app.fast", "anywhere/any.thing", loader="oxidized"), call("oxidized_importer")

    assert [] == found(*packed, paths("$ORIGIN/lib"))


def test_nothing_is_told_twice_where_the_importer_is_off() -> None:
    """That the importer is off is the whole mistake, whatever else is wrong with the file."""
    assert [] == found(library("fast", "/nowhere/fast.txt"), paths("/opt/lib", enabled=False))


# Whether it can be loaded


@pytest.mark.parametrize("loader", ["filesystem", "oxidized"])
@pytest.mark.parametrize(
    ("target", "output", "expected"),
    [
        (LINUX.triple, "json", []),
        (LINUX.triple, "rust", [("symbols-not-exported", "info")]),
        (LINUX.triple, "yaml", []),
        (MACOS, "rust", [("symbols-not-exported", "info")]),
        (WASI, "json", [("no-shared-libraries", "error")]),
        (MUSL, "json", [("no-shared-libraries", "warning")]),
        (MUSL, "rust", [("no-shared-libraries", "warning"), ("symbols-not-exported", "info")]),
        (WINDOWS, "json", []),
        (WINDOWS, "rust", [("no-shared-libraries", "info")]),
    ],
)
def test_platforms(target: str, output: str, expected: list[tuple[str, str]], loader: str) -> None:
    """What a platform can't load, neither importer does, and what the program must do is told for its own outputs."""
    file = "lib/fast.pyd" if target == WINDOWS else "lib/fast.so"
    calls = library("fast", f"$ORIGIN/{file}" if loader == "filesystem" else file, loader)

    assert expected == found(
        calls, paths("$ORIGIN/lib"), call("oxidized_importer"), target=target, output=output, python="3.10"
    )


@pytest.mark.parametrize(
    ("target", "output", "words"),
    [
        (LINUX.triple, "rust", 'println!("cargo:rustc-link-arg-bins=-Wl,-export-dynamic");'),
        (LINUX.triple, "rust-ffi", 'println!("cargo:rustc-link-arg-bins=-Wl,-export-dynamic");'),
        (MACOS, "rust-expr", 'println!("cargo:rustc-link-arg-bins=-rdynamic");'),
        (FREEBSD, "c", "-Wl,-export-dynamic (in CMake, the property ENABLE_EXPORTS)"),
        (MACOS, "c-initconfig", "-rdynamic (in CMake, the property ENABLE_EXPORTS)"),
    ],
)
def test_line_for_the_build(target: str, output: str, words: str) -> None:
    """The hint has what the build of that output takes, for the linker of the platform."""
    python = "3.14" if output == "c-initconfig" else "3.11"
    (finding,) = findings_of(library("a", "/lib/a.so"), paths("/lib"), target=target, output=output, python=python)

    assert words in (finding.hint or "")


def test_musl_in_c_is_static_by_choice() -> None:
    """A C compiler links statically only where it is told to, which a remark says."""
    importer = paths("/lib")

    expected = [("no-shared-libraries", "info"), ("symbols-not-exported", "info")]
    assert expected == found(library("a", "/lib/a.so"), importer, target=MUSL, output="c")
    assert [] == found(library("a", "/lib/a.so"), importer, target=ANDROID, output="c")


def test_many_modules_make_one_finding() -> None:
    """However many modules there are, what holds for the program is told once."""
    calls = [library(name, f"/lib/{name}.so") for name in ("a", "b", "c", "d")]

    (four,) = findings_of(*calls, paths("/lib"), output="c")
    (three,) = findings_of(*calls[:3], paths("/lib"), output="c")

    assert four.message.startswith("`a`, `b` and 2 more modules: ")
    assert three.message.startswith("`a`, `b` and `c`: ")
    assert [] == findings_of(paths("/lib"), output="c")
