"""Rules about virtual environments: what they see of one that is there, and what they keep silent about."""

from __future__ import annotations

from pathlib import Path

import pytest

from configlang import Severity, VirtualEnvironment, evaluate
from configlang.check.environments import Environment
from configlang.check.families.virtual import RULES
from configlang.cpython.targets import host_target
from configlang.schema.config import Config
from configlang.schema.interpreter import InterpreterConfig
from configlang.schema.virtual import in_environment, program_of
from tests.unit.check_helpers import problems_of

WINDOWS = "x86_64-pc-windows-msvc"
COPIED = b"\x7fELF libpython3.14.so.1.0\0$ORIGIN/../lib\0"

pytestmark = pytest.mark.skipif(host_target().is_windows, reason="the environments here are those of POSIX")


def environment(folder: Path, values: str = "", program: bytes | None = b"#!") -> Path:
    """Make an environment with an interpreter, or without."""
    (folder / "bin").mkdir(parents=True)
    (folder / "pyvenv.cfg").write_text(f"home = {folder}\n{values}\n", encoding="utf-8")
    if program is not None:
        (folder / "bin" / "python").write_bytes(program)
    return folder


def found(
    path: Path | str, version: str = "3.13", target: str | None = None, **fields: object
) -> list[tuple[str, Severity]]:
    """Return what is said of a config with an environment, with the weights."""
    interpreter = InterpreterConfig(**fields)  # type: ignore[arg-type]
    config = Config(
        target=target or host_target(),
        python=version,
        interpreter=interpreter,
        virtual_environment=VirtualEnvironment(path=str(path)),
    )
    problems = problems_of(RULES, in_environment(config), version=version, output="c")
    return [(problem.code, problem.weight) for problem in problems]


def codes(path: Path | str, version: str = "3.13", target: str | None = None, **fields: object) -> list[str]:
    """Return the codes of what is said; arguments as for `found`."""
    return [code for code, _ in found(path, version, target, **fields)]


@pytest.mark.parametrize(
    "values",
    [
        "version = 3.13.2",
        "version_info = 3.13.0.final.0\nversion = 21.0",
        "VERSION = 3.13",
        "no version",
        "version = nonsense",
    ],
)
def test_right_environments_are_no_finding(values: str, tmp_path: Path) -> None:
    """One of the same minor, however its maker writes that down, and one that says nothing are fine."""
    assert [] == found(environment(tmp_path / "venv", values))
    assert [] == found(environment(tmp_path / "other", values), isolated=True, home=str(tmp_path))


def test_environment_that_is_not_there_yet_is_no_finding(tmp_path: Path) -> None:
    """Whoever installs the program may make it; and nobody looks for one of another machine, or beside the program."""
    other = environment(tmp_path / "venv", "version = 3.9.1")

    assert [] == found(tmp_path / "nowhere")
    assert [] == found("$ORIGIN/venv")
    assert [] == found("C:/venv", target=WINDOWS)
    assert [] == found(other, target="aarch64-apple-darwin")


@pytest.mark.parametrize(
    ("version", "fields", "severity"),
    [
        ("3.13", {}, Severity.WARNING),
        ("3.14", {}, Severity.ERROR),
        ("3.14", {"home": "/opt/python"}, Severity.WARNING),
    ],
)
def test_other_minors_are_worse_from_3_14(
    version: str, fields: dict[str, str], severity: Severity, tmp_path: Path
) -> None:
    """Up to 3.13 packages are missing; later the program does not start, where nothing says where the library is."""
    folder = environment(tmp_path / "venv", "version_info = 3.9.1")

    assert [("environment-of-other-python", severity)] == found(folder, version, **fields)


def test_other_patch_releases_are_told_where_they_are_known(tmp_path: Path) -> None:
    """The library is that of the environment's release, unless the config says where it is."""
    folder = environment(tmp_path / "venv", "version = 3.13.2")

    assert ["environment-of-other-python"] == codes(folder, "3.13.0")
    assert [] == codes(folder, "3.13.2")
    assert [] == codes(folder, "3.13.0", home="/opt/python")


def test_versions_that_nobody_names_are_not_missed(tmp_path: Path) -> None:
    """A config for whatever CPython is for that of its environment, too; one for some versions says so."""
    folder = environment(tmp_path / "venv", "version = 3.12.1")
    file = tmp_path / "app.bzl"

    def told(head: str) -> list[str]:
        file.write_text(f'{head}virtual_environment("{folder}")\n', encoding="utf-8")
        return [finding.message for finding in evaluate(file, outputs=("c",)).findings]

    assert [] == told("")
    (message,) = told('compatible_with(python = ">=3.11,<3.14")\n')
    assert "is an environment of CPython 3.12.1: CPython 3.11, 3.13 starts without its packages" in message


def test_folders_without_the_file_are_no_environments(tmp_path: Path) -> None:
    """A folder that has no `pyvenv.cfg`, and what is no folder, is found; nothing else is said of it."""
    (tmp_path / "file").touch()

    assert ["no-environment"] == codes(tmp_path)
    assert ["no-environment"] == codes(tmp_path / "file")


def test_broken_environments_are_told(tmp_path: Path) -> None:
    """What an environment was made from may be gone, and its interpreter, or that one may start nothing."""
    moved = environment(tmp_path / "moved")
    (moved / "pyvenv.cfg").write_text("home = /nowhere/bin\n", encoding="utf-8")
    copied = environment(tmp_path / "copied", program=COPIED)
    linked = environment(tmp_path / "linked", program=None)
    (linked / "bin" / "python").symlink_to(copied / "bin" / "python")
    dangling = environment(tmp_path / "dangling", program=None)
    (dangling / "bin" / "python").symlink_to("/nowhere/python")

    assert ["environment-broken"] == codes(moved)
    assert [] == codes(moved, home="/opt/python")
    assert ["environment-broken"] == codes(environment(tmp_path / "without", program=None))
    assert ["environment-broken"] == codes(dangling)
    assert ["environment-broken"] == codes(copied)
    assert [] == codes(linked)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("include-system-site-packages = true", [("environment-shared", Severity.INFO)]),
        ("Include-System-Site-Packages=TRUE", [("environment-shared", Severity.INFO)]),
        ("include-system-site-packages = false", []),
        # CPython takes only the word for true.
        ("include-system-site-packages = 1", []),
    ],
)
def test_shared_packages_are_worth_a_word(said: str, expected: list[tuple[str, Severity]], tmp_path: Path) -> None:
    """An environment that lets in the packages of its installation is no mistake, and told as `site` reads it."""
    assert expected == found(environment(tmp_path / "venv", said))


def test_contradictions_are_told_at_both(tmp_path: Path) -> None:
    """What keeps an environment from being used is an error; what may stand beside it is none."""
    path = environment(tmp_path / "venv")
    right = str(path / "bin" / "python")

    assert [("environment-contradicted", Severity.ERROR)] == found(path, executable="/bin/other")
    assert ["environment-contradicted"] == codes(path, site_import=False)
    assert [("environment-contradicted", Severity.WARNING)] == found(path, "3.10", prefix="/opt")
    assert [] == codes(path, "3.10", prefix="/opt", base_prefix="/opt")
    assert [] == codes(path, executable=right, program_name="other", site_import=True)


@pytest.mark.parametrize(
    ("path", "target", "expected"),
    [
        ("venv", None, ["relative-environment"]),
        ("./venv", None, ["relative-environment"]),
        ("$ORIGIN/venv", None, []),
        ("/nowhere/venv", WINDOWS, ["relative-environment"]),
        ("C:\\venv", WINDOWS, []),
        ("\\\\server\\venv", WINDOWS, []),
        ("$ORIGIN\\venv", WINDOWS, []),
    ],
)
def test_paths_must_say_where(path: str, target: str | None, expected: list[str]) -> None:
    """A path without a beginning is another one wherever the program is started."""
    assert expected == codes(path, target=target)


def test_workers_of_windows_need_a_python(tmp_path: Path) -> None:
    """There, a home takes from the environment what its workers are started by, unless the config says that too."""
    assert ["workers-lost"] == codes("C:/venv", target=WINDOWS, home="C:/python")
    assert [] == codes("C:/venv", target=WINDOWS, home="C:/python", base_executable="C:/python/python.exe")
    assert [] == codes(environment(tmp_path / "venv"), home="/opt/python")


def test_program_goes_by_the_target() -> None:
    """The interpreter lies in `bin` or in `Scripts`; `$ORIGIN` stays a part of the path."""
    assert "/venv/bin/python" == program_of("/venv/", is_windows=False)
    assert "C:/venv\\Scripts\\python.exe" == program_of("C:/venv\\", is_windows=True)
    assert "$ORIGIN/venv/bin/python" == program_of("$ORIGIN/venv", is_windows=False)


def test_version_is_read_as_makers_write_it() -> None:
    """What virtualenv and uv write goes before what it calls its own version."""
    assert (3, 13, 0) == Environment("", {"version_info": "3.13.0.final.0", "version": "21"}, "").version
    assert (3, 9) == Environment("", {"version": "3.9"}, "").version
    assert Environment("", None, "").version is None
