"""Rules about names of modules where no interpreter of this machine can prove them: platforms, outputs, severities."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from configlang.check.engine import check
from configlang.check.families import module_inits, module_libraries, module_names, module_packages, modules
from configlang.cpython.targets import parse_target
from configlang.cpython.versions import PYTHON_VERSIONS, Version, to_python
from configlang.findings.finding import Finding
from configlang.outputs.table import BY_NAME
from configlang.schema.freeze import freeze
from configlang.schema.origins import Declaration
from tests.unit.test_freeze import LINUX, call

WINDOWS, MACOS, WASI = "x86_64-pc-windows-msvc", "aarch64-apple-darwin", "wasm32-wasip1"
FAMILIES = (modules, module_inits, module_libraries, module_names, module_packages)
CODES = {rule.code for family in FAMILIES for rule in family.RULES}


def findings_of(
    *calls: Declaration, output: str = "c", target: str = LINUX.triple, python: str | Version | None = "3.11"
) -> list[Finding]:
    """Return what the family finds."""
    frozen = freeze(calls, parse_target(target) or LINUX, to_python(python))
    assert frozen.config is not None, frozen.findings
    return [each for each in check(frozen.config, frozen.origins, BY_NAME[output]) if each.code in CODES]


def found(
    *calls: Declaration, output: str = "c", target: str = LINUX.triple, python: str | Version = "3.11"
) -> list[tuple[str, str]]:
    """Return the code and the severity of each finding, sorted."""
    findings = findings_of(*calls, output=output, target=target, python=python)
    return sorted((each.code, each.severity.value) for each in findings)


def static(name: str, init: str | None = None) -> Declaration:
    """Return a module that is linked in, with an init function of a name that CPython has not."""
    return call("static_extension", name=name, init=init or f"init_{name.replace('.', '_')}")


def dynamic(name: str, path: str = "$ORIGIN/lib/module.so") -> Declaration:
    """Return a module in a shared library."""
    return call("dynamic_extension", name=name, path=path)


def packed(name: str, path: str = "lib/module.so") -> Declaration:
    """Return a module in a shared library that OxidizedFinder loads."""
    return call("dynamic_extension", name=name, path=path, loader="oxidized")


FINDER = call("oxidized_importer")


TAKEN, BREAKS, SHADOWS = ("name-taken", "error"), ("breaks-start", "error"), ("shadows-stdlib", "warning")


# Platforms


@pytest.mark.parametrize(
    ("target", "name", "expected"),
    [
        (LINUX.triple, "mmap", [SHADOWS]),
        (WINDOWS, "mmap", [TAKEN]),
        (WASI, "mmap", [TAKEN]),
        (MACOS, "mmap", [SHADOWS]),
        (LINUX.triple, "posix", [TAKEN]),
        (WINDOWS, "nt", [TAKEN]),
        (WINDOWS, "posix", [SHADOWS]),
        (WINDOWS, "ntpath", [BREAKS]),
        (LINUX.triple, "ntpath", [SHADOWS]),
        (WINDOWS, "posixpath", [SHADOWS]),
        (WINDOWS, "xxsubtype", [TAKEN]),
        (LINUX.triple, "xxsubtype", []),
        (WINDOWS, "_tkinter", [SHADOWS]),
        (WINDOWS, "our_module", []),
    ],
)
def test_built_in_names_are_those_of_the_platform(target: str, name: str, expected: list[tuple[str, str]]) -> None:
    """Windows has more built in than Linux, wasi nearly all, and each its own of what the start needs."""
    assert expected == found(static(name), target=target, python="3.12")


@pytest.mark.parametrize("python", PYTHON_VERSIONS, ids=str)
def test_removed_modules_are_free_on_windows(python: Version) -> None:
    """A module that a version has no more is not built in there either."""
    expected = [TAKEN] if python <= Version("3.9") else []

    assert expected == found(static("parser"), target=WINDOWS, python=python)


# The standard library's own modules in C


@pytest.mark.parametrize("name", ["_json", "zlib", "_typing"])
def test_library_may_be_linked_in(name: str) -> None:
    """A module in C under its own name and function is the library's own, in the place of a shared library."""
    assert [] == found(static(name, f"PyInit_{name}"))
    assert [] == found(dynamic(name))
    assert [SHADOWS] == found(static(name))


@pytest.mark.parametrize("output", ["c", "rust", "json"])
def test_library_linked_in_where_it_is_built_in(output: str) -> None:
    """That is worth a warning, and no error, because the same config serves versions that need it."""
    declaration = static("mmap", "PyInit_mmap")

    assert [("name-taken", "warning")] == found(declaration, output=output, target=WINDOWS)


def test_library_linked_in_where_the_last_entry_counts() -> None:
    """A second entry of the same function changes nothing from 3.13 on."""
    assert [] == found(static("_datetime", "PyInit__datetime"), output="json", python="3.14")


# Init functions


@pytest.mark.parametrize("target", [WINDOWS, MACOS])
def test_symbols_of_a_library_of_its_own_are_no_matter(target: str) -> None:
    """A function of the program does not replace one of a DLL or a dylib."""
    assert [] == found(static("app.time", "PyInit_time"), target=target)
    assert "refuses to start" in findings_of(static("time", "PyInit_time"), target=target)[0].message


def test_function_of_cpython_that_is_named() -> None:
    """A second module from CPython's own function may be meant; one from its default is not."""
    assert [("init-of-cpython", "warning")] == found(static("clock", "PyInit_time"))
    assert [("init-of-cpython", "error")] == found(static("app.time", "PyInit_time"))
    assert [] == found(static("app.marshal", "PyInit_marshal"))
    assert [] == found(static("app.math", "PyInit_math"))


@pytest.mark.parametrize(("output", "is_told"), [("rust", True), ("rust-expr", True), ("rust-ffi", False)])
def test_functions_shared_in_rust(output: str, *, is_told: bool) -> None:
    """A path that is written twice is meant, whatever the names; the PyO3 below pyembed makes one module of it."""
    modules = [static(name, "crate::fast::init") for name in ("a.fast", "b.fast")]
    (finding,) = findings_of(*modules, output=output, python="3.11.4")

    assert ("shared-init", "info") == (finding.code, finding.severity.value)
    assert is_told == ("PyO3 0.17" in finding.message)


@pytest.mark.parametrize(
    ("names", "others", "expected"),
    [
        (["fast", "pkg.fast"], [], "PyInit_pkg_fast"),
        (["pkg.fast", "z.fast"], [], "PyInit_z_fast"),
        (["pkg.fast", "z.fast"], ["PyInit_z_fast"], "PyInit_pkg_fast"),
        (["fast", "pkg.fast"], ["PyInit_pkg_fast"], "PyInit_pkg_fast_2"),
        (["fast", "pkg.fast"], ["PyInit_pkg_fast", "PyInit_pkg_fast_2"], "PyInit_pkg_fast_3"),
        (["app.time"], [], "PyInit_app_time"),
        (["app.time"], ["PyInit_app_time"], "PyInit_app_time_2"),
    ],
)
def test_function_that_is_proposed(names: list[str], others: list[str], expected: str) -> None:
    """The hint names a function that no module has yet."""
    declarations = [static(name, f"PyInit_{name.rpartition('.')[2]}") for name in names]
    declarations += [static(f"other_{number}", init) for number, init in enumerate(others)]
    (finding,) = findings_of(*declarations)

    assert f'name it: `init = "{expected}"`' in (finding.hint or "")


def test_function_shared_by_default_and_by_name() -> None:
    """Of three modules with one function, the two that nobody chose it for are the mistake."""
    names = [static("a.fast", "PyInit_fast"), static("b.fast", "PyInit_fast"), static("fastest", "PyInit_fast")]

    assert [("shared-init", "error")] == found(*names)
    assert "`a.fast` and `b.fast` have the same one" in findings_of(*names)[0].message


# Outputs


def test_output_without_linked_in_modules_has_nothing_to_say() -> None:
    """YAML can't say any, and says so itself."""
    assert [] == found(static("time"), static("app.fast"), output="yaml", python="3.10")


@pytest.mark.parametrize(
    ("output", "more", "expected"),
    [
        ("rust", [], [("unfound-in-package", "error")]),
        ("rust-expr", [], [("unfound-in-package", "error")]),
        ("json", [], [("unfound-in-package", "warning")]),
        ("c", [], []),
        ("rust-ffi", [], []),
        ("rust", [call("oxidized_importer")], []),
    ],
)
def test_dotted_names_before_there_was_a_finder(
    output: str, more: list[Declaration], expected: list[tuple[str, str]]
) -> None:
    """With pyembed, CPython or OxidizedFinder must find them; generated hosts bring a finder, readers of JSON may."""
    assert expected == found(static("app.fast"), *more, output=output, python="3.10")
    assert expected == found(static("app.fast"), *more, output=output, python="3.11.3")
    assert [] == found(static("app.fast"), *more, output=output, python="3.11.4")


def test_finder_that_came_within_a_minor() -> None:
    """Where only early releases of 3.11 have none, the finding says which, and is no error."""
    (finding,) = findings_of(static("app.fast"), output="rust", python="3.11")
    meant = [call("compatible_with", python=">=3.10,<3.12"), static("app.fast")]

    assert "warning" == finding.severity.value
    assert "CPython 3.11.0-3.11.3 does not look" in finding.message
    assert [] == found(call("compatible_with", python=">=3.11.4,<3.12"), static("app.fast"), output="rust")
    (finding,) = findings_of(*meant, output="json", python=None)
    assert "CPython 3.10-3.11.3 does not look" in finding.message


def test_submodule_of_the_library_before_there_was_a_finder() -> None:
    """The library's own module is found instead, which is another than the declared one."""
    assert [TAKEN] == found(static("logging.handlers"), output="rust", python="3.10")
    assert [SHADOWS] == found(static("logging.handlers"), output="rust", python="3.11.4")
    assert [("name-taken", "warning")] == found(static("logging.handlers"), output="json", python="3.10")


def test_module_of_pyembed() -> None:
    """Its name is taken where pyembed links it in, and free elsewhere."""
    assert [TAKEN] == found(static("oxidized_importer"), call("oxidized_importer"), output="rust", python="3.10")
    assert [] == found(static("oxidized_importer"), output="rust", python="3.10")


# Versions


def test_versions_are_named_once() -> None:
    """One finding tells all versions that it holds for."""
    (some,), (everywhere,) = (findings_of(static(name), python=None) for name in ("xxsubtype", "time"))

    assert some.message.startswith("`xxsubtype`: CPython 3.8-3.11 has a built-in module")
    assert everywhere.message.startswith("`time`: CPython has a built-in module")


# Files


def test_frozen_modules_that_are_left() -> None:
    """Files come first where the config leaves what is frozen, but for the importer's own modules."""
    switched = call("interpreter", use_frozen_modules=False)
    option = call("interpreter", x_options=["frozen_modules=off"])

    assert [TAKEN] == found(dynamic("runpy"))
    assert [SHADOWS] == found(dynamic("runpy"), switched)
    assert [SHADOWS] == found(dynamic("runpy"), option)
    assert [TAKEN] == found(dynamic("zipimport"), switched)
    hints = [findings_of(dynamic(name))[0].hint or "" for name in ("zipimport", "runpy")]
    assert [False, True] == ["use_frozen_modules" in hint for hint in hints]


@pytest.mark.parametrize(
    ("listed", "mode", "expected"),
    [
        (["$ORIGIN/lib", "/usr/lib/python3.10"], "replace", BREAKS),
        (["/usr/lib/python310.zip", "$ORIGIN/lib"], "replace", BREAKS),
        (["/usr/lib/python3.10", "$ORIGIN/lib"], "replace", SHADOWS),
        (["$ORIGIN/lib"], "append", SHADOWS),
        (["$ORIGIN/other"], "replace", SHADOWS),
        (["$ORIGIN/lib"], "prepend", SHADOWS),
        (None, "replace", SHADOWS),
    ],
)
def test_file_that_the_start_takes_for_its_own(listed: list[str] | None, mode: str, expected: tuple[str, str]) -> None:
    """A shared library breaks the start where its folder stands before the standard library."""
    importer = call("filesystem_importer", paths=listed, mode=mode)

    assert [expected] == found(dynamic("codecs", "$ORIGIN/lib/codecs.so"), importer, python="3.10")
    assert [expected] == found(dynamic("encodings", "$ORIGIN/lib/encodings/__init__.so"), importer, python="3.14")
    assert [SHADOWS] == found(dynamic("json", "$ORIGIN/lib/json.so"), importer)


def test_file_that_is_there_after_the_start() -> None:
    """Generated code adds folders when the start has its modules; what runs then can still be broken."""
    importer = call("filesystem_importer", paths=["$ORIGIN/lib"], mode="prepend")
    encodings, types = (dynamic(name, f"$ORIGIN/lib/{name}.so") for name in ("encodings", "types"))

    assert "imports it before `paths` are added" in findings_of(encodings, importer)[0].message
    assert "comes first in `sys.path`" in findings_of(encodings, importer, output="json")[0].message
    assert [BREAKS] == found(types, importer, call("interpreter", run_module="ours"))
    assert [SHADOWS] == found(types, importer)


def test_submodule_of_the_library_in_a_file() -> None:
    """What a package holds is looked for in its own folder, wherever the file lies in `sys.path`."""
    importer = call("filesystem_importer", paths=["$ORIGIN/lib"], mode="prepend")
    (finding,) = findings_of(dynamic("encodings.utf_8", "$ORIGIN/lib/encodings/utf_8.so"), importer)

    assert SHADOWS == (finding.code, finding.severity.value)
    assert "elsewhere is never loaded" in finding.message


# Packed resources


@pytest.mark.parametrize(
    ("name", "field", "expected"),
    [
        ("zlib", None, []),
        ("time", None, [TAKEN]),
        ("os.path", None, [TAKEN]),
        ("zipimport", None, [TAKEN]),
        ("runpy", None, [SHADOWS]),
        ("runpy", "run_module", [BREAKS]),
        ("importlib.util", "run_module", [BREAKS]),
        ("runpy", "run_command", [SHADOWS]),
        ("codecs", None, [BREAKS]),
        ("ours", None, []),
    ],
)
@pytest.mark.parametrize("output", ["rust", "json"])
@pytest.mark.parametrize("python", ["3.8", "3.10", "3.11"])
def test_packed_names_of_cpython(
    name: str, field: str | None, expected: list[tuple[str, str]], output: str, python: str
) -> None:
    """OxidizedFinder comes before the library and all frozen modules but those of the importer, in each version."""
    fields: dict[str, Any] = {field: "ours"} if field else {}

    assert expected == found(packed(name), FINDER, call("interpreter", **fields), output=output, python=python)


@pytest.mark.parametrize("make", [static, packed])
@pytest.mark.parametrize("name", ["encodings.aliases", "encodings.utf_8"])
def test_start_that_looks_inside_of_packages(make: Callable[[str], Declaration], name: str) -> None:
    """With OxidizedFinder, the codecs of the start can be others before CPython 3.11 too."""
    assert [BREAKS] == found(make(name), FINDER, output="rust", python="3.10")
    assert [TAKEN] == found(static(name), output="c", python="3.10")


def test_files_beside_oxidized_finder() -> None:
    """Few frozen modules come before files there."""
    importer = call("filesystem_importer", paths=["$ORIGIN/lib"])

    assert [SHADOWS] == found(dynamic("runpy", "$ORIGIN/lib/runpy.so"), importer, FINDER, output="rust")
    assert [BREAKS] == found(dynamic("codecs", "$ORIGIN/lib/codecs.so"), importer, FINDER, output="rust")
    assert [TAKEN] == found(dynamic("codecs", "$ORIGIN/lib/codecs.so"), importer, output="rust")


# Packages


@pytest.mark.parametrize(
    ("declarations", "expected"),
    [
        ([static("app"), static("app.a.b")], [("no-package", "warning")]),
        ([static("app"), dynamic("app.plugin")], [("no-package", "warning")]),
        ([dynamic("app"), static("app.fast")], [("no-package", "warning")]),
        ([dynamic("app", "$ORIGIN/lib/app/__init__.so"), static("app.fast")], []),
        ([dynamic("app", "lib\\app\\__init__.pyd"), static("app.fast")], []),
        ([static("time.fast")], [("no-package", "error")]),
        ([static("email.parser.fast")], [("no-package", "error")]),
        ([dynamic("typing.fast")], [("no-package", "error")]),
        ([static("email.fast")], []),
        # Built in until 3.11, and nowhere in the library.
        ([static("xxsubtype.fast")], [("no-package", "error")]),
        ([static("os.path")], [TAKEN]),
        ([static("apple"), static("app.fast")], []),
    ],
)
def test_what_is_no_package(declarations: list[Declaration], expected: list[tuple[str, str]]) -> None:
    """Only a folder or an `__init__` has modules; each module is told once."""
    assert expected == found(*declarations)


def test_package_out_of_reach() -> None:
    """Without the importer of files, a package must be frozen, or come from packed resources."""
    off = call("filesystem_importer", enabled=False)

    assert [("no-package", "warning")] == found(static("app.fast"), off)
    assert [] == found(static("fast"), off)
    assert [] == found(static("encodings.fast"), off)


@pytest.mark.parametrize("make", [static, packed])
@pytest.mark.parametrize(
    ("package", "finder", "expected"),
    [
        ([], FINDER, [("no-package", "warning")]),
        ([packed("app", "lib/app/__init__.so")], FINDER, []),
        ([packed("app", "lib/app/__init__.so")], call("oxidized_importer", extensions="$ORIGIN/packed"), []),
        ([dynamic("app", "$ORIGIN/lib/app/__init__.so")], FINDER, [("no-package", "warning")]),
        ([], call("oxidized_importer", extensions="$ORIGIN/packed"), [("no-package", "warning")]),
        ([], call("oxidized_importer", embedded=["other"]), []),
        ([], call("oxidized_importer", memory_mapped=["other"]), []),
    ],
)
def test_package_without_files_beside_oxidized_finder(
    make: Callable[[str], Declaration],
    package: list[Declaration],
    finder: Declaration,
    expected: list[tuple[str, str]],
) -> None:
    """Without the importer of files, packed resources must have the package, and nobody knows what others have."""
    off = call("filesystem_importer", enabled=False)

    assert expected == found(make("app.fast"), *package, finder, off, output="rust")
    assert [] == found(make("app.fast"), *package, finder, output="rust")
    assert [] == found(make("encodings.fast"), *package, finder, off, output="rust")


def test_outermost_package_that_is_missing() -> None:
    """The package that the import fails at is named, and how to have it."""
    off, outer = call("filesystem_importer", enabled=False), packed("app", "lib/app/__init__.so")
    (finding,) = findings_of(packed("app.inner.deep.fast"), outer, FINDER, off, output="rust")

    assert "its package `app.inner` can't be imported" in finding.message
    assert "declare `app.inner` as well" in (finding.hint or "")


def test_module_in_a_file_without_the_importer_of_files() -> None:
    """Where the shared library itself is not found, its package is no matter."""
    assert [] == found(dynamic("app.fast"), FINDER, call("filesystem_importer", enabled=False), output="rust")
