"""Rules about paths on the platforms that no test here can start, and where nothing is to be said."""

from __future__ import annotations

from typing import Any

import pytest

from configlang.check.engine import check
from configlang.check.families import path_texts, paths, prefixes
from configlang.cpython.targets import parse_target
from configlang.cpython.versions import to_python
from configlang.findings.finding import Finding, Severity
from configlang.outputs.table import BY_NAME
from configlang.schema.freeze import freeze
from configlang.schema.origins import Declaration
from tests.unit.test_freeze import LINUX, call

CODES = {rule.code for family in (paths, path_texts, prefixes) for rule in family.RULES}
WINDOWS = "x86_64-pc-windows-msvc"
LIB = "/opt/python/lib/python3.11"

OF_WINDOWS = "this is a path of Windows, and the config is evaluated for x86_64-unknown-linux-gnu"
NOT_REPLACED = "only `$ORIGIN` is replaced; let the host pass such a folder in at run time"
NOTHING_SPECIAL = 'begin it with "$ORIGIN/", the folder of the executable, or write "." for the working folder itself'


def importer(*listed: str, **arguments: Any) -> Declaration:  # noqa: ANN401 - any value
    """Return the declaration of an importer."""
    return call("filesystem_importer", **{"paths": [*listed], "mode": "replace", "enabled": True, **arguments})


def fields(**values: Any) -> Declaration:  # noqa: ANN401 - any value
    """Return the declaration of an interpreter."""
    return call("interpreter", **values)


def findings_of(
    *calls: Declaration, target: str = LINUX.triple, python: str | None = None, output: str | None = "c"
) -> list[Finding]:
    """Return what this family finds in a config, as an output brings it up."""
    frozen = freeze(calls, parse_target(target) or LINUX, to_python(python))
    assert frozen.config is not None, frozen.findings
    found = check(frozen.config, frozen.origins, BY_NAME.get(output or ""))
    return [finding for finding in found if finding.code in CODES]


def codes(*calls: Declaration, target: str = LINUX.triple, python: str | None = None, output: str = "c") -> list[str]:
    """Return the codes of the same."""
    return [finding.code for finding in findings_of(*calls, target=target, python=python, output=output)]


@pytest.mark.parametrize(
    "path",
    [
        "/usr/lib/python3.11",
        "$ORIGIN/base_library.zip",
        "$ORIGIN/stdlib",
        "$ORIGIN/python-stdlib",
        "/opt/app/bundle.pyz",
    ],
)
def test_names_of_a_standard_library(path: str) -> None:
    """What installations and packers call the library is taken for one."""
    assert codes(importer("/opt/app", path)) == []


def test_lib_is_the_library_on_windows_alone() -> None:
    """The folder `Lib` holds the library on Windows; elsewhere, a `lib` is the program's own as a rule."""
    assert codes(importer("$ORIGIN\\Lib"), target=WINDOWS) == []
    assert codes(importer("$ORIGIN/lib"), target=WINDOWS) == []
    assert codes(importer("$ORIGIN/lib")) == ["unseen-standard-library"]


@pytest.mark.parametrize("path", ["$ORIGIN/lib-dynload", "/opt/pythonic", "$ORIGIN/pylib", "/home/me/python/app"])
def test_of_other_names_nothing_is_known(path: str) -> None:
    """A folder of any name may hold the library, whatever words are in it: this is told as an info."""
    assert [(each.code, each.severity) for each in findings_of(importer(path))] == [
        ("unseen-standard-library", Severity.INFO)
    ]


@pytest.mark.parametrize(
    ("path", "home"),
    [
        ("/usr", None),
        ("/usr/lib", None),
        ("/usr/local/lib64", None),
        ("/opt/py", "/opt/py/"),
        ("/opt/py/lib", "/opt/py"),
    ],
)
def test_a_prefix_is_no_library(path: str, home: str | None) -> None:
    """The prefix, or the folder above the library, is listed in the place of that."""
    given = [fields(home=home)] if home else []
    found = findings_of(*given, importer("$ORIGIN/x", path))

    assert [(each.code, each.severity) for each in found] == [("no-standard-library", Severity.WARNING)]
    assert "`paths[1]`" in found[0].message
    assert codes(*given, importer(path, f"{path}/lib/python3.11")) == []


def test_other_importers_may_have_the_library() -> None:
    """Packed resources may hold it, and PyOxy does; an importer of packed resources without any has none."""
    packed = call("oxidized_importer", embedded=["packed"], memory_mapped=[])
    empty = call("oxidized_importer", embedded=[], memory_mapped=[])

    assert codes(importer(), packed, output="rust") == []
    assert codes(importer("$ORIGIN/lib"), packed, output="rust") == []
    assert codes(importer(), output="yaml") == []
    assert codes(importer(), empty, output="rust") == ["no-standard-library"]


def test_library_of_no_version_in_particular() -> None:
    """Without limits on the version, a path with a version in it is no mistake; nor is one for each version."""
    meant = call("compatible_with", python=">=3.11,<3.13", targets=[])

    assert codes(importer(LIB)) == []
    assert codes(importer(LIB), meant) == ["wrong-standard-library"]
    assert codes(importer(LIB, "/opt/python/lib/python3.12"), meant) == []
    assert codes(importer("/opt/python/python39.zip"), python="3.11") == ["wrong-standard-library"]
    assert codes(importer("/opt/x.zip", "/opt/python/lib/python3.9/site-packages"), python="3.11") == []


def test_two_names_of_one_folder_on_windows() -> None:
    """On Windows, case and kind of separator make no difference."""
    listed = importer("C:\\App\\python311.zip", "C:/app/Python311.zip/")

    assert codes(listed, target=WINDOWS) == ["duplicate-path"]


def test_lib_of_the_program_beside_that_of_python_on_windows() -> None:
    """A list for several systems names the program's own `lib`, which is `Lib` on Windows, and that is no mistake."""
    listed = "$ORIGIN/lib", "$ORIGIN\\python311.zip", "$ORIGIN\\Lib"

    assert codes(importer(*listed), target=WINDOWS) == []
    assert codes(importer(*listed, "$ORIGIN\\lib\\"), target=WINDOWS) == ["duplicate-path"]


@pytest.mark.parametrize(
    ("target", "path", "is_found"),
    [
        (LINUX.triple, "C:\\App", True),
        (LINUX.triple, "~/app", True),
        (LINUX.triple, "app", True),
        (LINUX.triple, ".", False),
        (LINUX.triple, "$ORIGIN", False),
        (WINDOWS, "C:\\App", False),
        (WINDOWS, "C:App", True),
        (WINDOWS, "\\\\server\\share", False),
        (WINDOWS, "/app", False),
        (WINDOWS, "%APPDATA%\\app", True),
    ],
)
def test_relative_paths(target: str, path: str, *, is_found: bool) -> None:
    """What is relative depends on the platform; `.` is the working folder and says so."""
    assert codes(fields(pycache_prefix=path), target=target) == (["relative-path"] if is_found else [])


@pytest.mark.parametrize(
    ("target", "path", "hint"),
    [
        (LINUX.triple, "C:\\App", OF_WINDOWS),
        (LINUX.triple, "c:/App", OF_WINDOWS),
        (LINUX.triple, "\\\\server\\share", OF_WINDOWS),
        (LINUX.triple, "~/app", "nothing replaces `~`; let the host pass such a folder in at run time"),
        (LINUX.triple, "$HOME/app", NOT_REPLACED),
        (LINUX.triple, "${HOME}/app", NOT_REPLACED),
        (WINDOWS, "%APPDATA%\\app", NOT_REPLACED),
        (WINDOWS, "C:App", NOTHING_SPECIAL),
        (LINUX.triple, "app", NOTHING_SPECIAL),
        (LINUX.triple, "50%/a%b", NOTHING_SPECIAL),
    ],
)
def test_hint_for_a_relative_path(target: str, path: str, hint: str) -> None:
    """The hint is for what the path looks like: of another system, with something to replace, or plainly relative."""
    (finding,) = findings_of(fields(pycache_prefix=path), target=target)

    assert hint == finding.hint


def test_names_of_programs_and_scripts_may_be_relative() -> None:
    """A program is looked for on PATH, and a script is named from the working folder."""
    assert codes(fields(program_name="app", run_filename="app.py")) == []


def test_origin_may_be_relative_itself() -> None:
    """Where the config sets a relative `origin`, `$ORIGIN` may stand in the middle of a path."""
    written = "/opt/$ORIGIN/app"

    assert codes(fields(executable=written)) == ["odd-origin"]
    assert "odd-origin" not in codes(fields(executable=written, origin="app"))


def test_origin_is_not_looked_at_where_pyembed_does_not() -> None:
    """In a field that pyembed takes as it is, the output says so, and nothing else need be said of it."""
    assert codes(fields(home="/opt/$ORIGINAL"), output="rust") == []
    assert codes(fields(tcl_library="$ORIGINAL/tcl"), output="rust") == ["odd-origin"]


def test_pyembed_takes_origin_in_python_path_env_for_a_name() -> None:
    """The field is a text and no path to pyembed, so that no output for it can say this."""
    (finding,) = findings_of(fields(python_path_env="$ORIGIN/lib"), output="rust")

    assert (finding.code, finding.severity) == ("origin-not-expanded", Severity.ERROR)


@pytest.mark.parametrize(
    ("target", "text", "is_found"),
    [
        (LINUX.triple, "/a:/b", False),
        (LINUX.triple, "/a;/b", True),
        (WINDOWS, "C:\\a;D:\\b", False),
        (WINDOWS, "C:\\a:D:\\b", True),
        (WINDOWS, "/a:/b", True),
    ],
)
def test_separators(target: str, text: str, *, is_found: bool) -> None:
    """A colon that stands behind the letter of a drive separates nothing."""
    assert codes(fields(python_path_env=text), target=target) == (["wrong-separator"] if is_found else [])


def test_windows_has_two_homes_with_a_semicolon() -> None:
    """`home` names two folders with the separator of the platform between them."""
    given = fields(home="C:\\a;C:\\b", prefix="c:/A/", exec_prefix="C:\\b")

    assert codes(given, target=WINDOWS) == []


@pytest.mark.parametrize(("output", "is_found"), [("rust", True), ("json", True), ("c", False)])
def test_pyembed_fills_home_in(output: str, *, is_found: bool) -> None:
    """pyembed, for which the JSON is too, sets `home` where it is unset; the C outputs do so when they are told."""
    found = codes(fields(prefix="/opt/app"), importer(LIB), python="3.11", output=output)

    assert found == (["prefix-ignored"] if is_found else [])


def test_base_prefix_decides_from_314() -> None:
    """Without home, the base prefix is where CPython 3.14 looks, and the prefix a mere value beside it."""
    given = fields(base_prefix="/opt/base", prefix="/opt/app")

    assert ["base_prefix" in finding.message for finding in findings_of(given, python="3.14")] == [True]
    assert ["base_prefix" in finding.message for finding in findings_of(given, python="3.13")] == [False]


def test_equal_prefixes_are_told_once() -> None:
    """Two prefixes that are the same folder are one finding."""
    assert codes(fields(prefix="/opt/app", exec_prefix="/opt/app/"), python="3.12") == ["prefix-moves-library"]


def test_computed_stdlib_dir_is_no_mistake() -> None:
    """A `stdlib_dir` that CPython 3.12 would compute from home is what holds anyway."""
    given = fields(home="/opt/python", stdlib_dir="/opt/python/lib/python3.12/")

    assert codes(given, python="3.12") == []


def test_windows_reports_no_missing_folders() -> None:
    """Up to 3.10, the switch does nothing on Windows; elsewhere and later it does."""
    given = fields(pathconfig_warnings=True)

    assert codes(given, target=WINDOWS, python="3.10") == ["silent-on-windows"]
    assert codes(given, target=WINDOWS, python="3.11") == []
    assert codes(given, python="3.10") == []


def test_platlibdir_is_another_matter_on_windows() -> None:
    """Windows has its library in `Lib` in any case."""
    assert codes(fields(platlibdir="lib64"), target=WINDOWS, python="3.12") == []
    assert codes(fields(platlibdir="lib64"), importer(LIB), python="3.11") == []
