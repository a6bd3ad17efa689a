"""Programs of Windows elsewhere: CPythons that are known by their files, paths, tools, and streams that Wine takes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from configlang.boot import windows
from configlang.boot.process import NOTHING, Streams
from configlang.cpython.targets import Target, parse_target
from configlang.findings.problem import Problem

pytestmark = pytest.mark.skipif(os.name != "posix", reason="elsewhere than on Windows")


def target(triple: str = "x86_64-pc-windows-gnu") -> Target:
    """Return a target."""
    found = parse_target(triple)
    assert found is not None
    return found


def lay_out(prefix: Path, release: str, *, headers: bool = True) -> None:
    """Lay out the files that a CPython of Windows is known by."""
    name = "python" + "".join(release.split(".")[:2])
    for folder in ("include", "libs"):
        (prefix / folder).mkdir(parents=True)
    (prefix / f"{name}.dll").touch()
    (prefix / "libs" / f"{name}.lib").touch()
    if headers:
        (prefix / "include" / "Python.h").touch()
        (prefix / "include" / "patchlevel.h").write_text(f'#define PY_VERSION  "{release}"\n')


@pytest.mark.parametrize(
    ("triple", "expected"),
    [
        ("x86_64-pc-windows-gnu", True),
        ("x86_64-pc-windows-msvc", False),
        ("x86_64-unknown-linux-gnu", False),
        ("aarch64-apple-darwin", False),
    ],
)
def test_programs_that_wine_starts_are_those_of_mingw(triple: str, *, expected: bool) -> None:
    """What MSVC builds is built nowhere else."""
    assert expected is windows.is_foreign(target(triple))


def test_paths_are_on_the_drive_of_the_machine() -> None:
    """Wine has the whole machine on one drive."""
    assert windows.path_of("/a b/ß") == "Z:\\a b\\ß"


def test_cpython_is_known_by_its_files(tmp_path: Path) -> None:
    """Release, headers and library are read; a folder without a DLL that configlang knows holds none."""
    lay_out(tmp_path / "one", "3.13.5")
    lay_out(tmp_path / "bare", "3.12.1", headers=False)
    lay_out(tmp_path / "old", "3.7.1")
    one, bare = (windows.look_at(str(tmp_path / name), target()) for name in ("one", "bare"))

    assert one is not None
    assert bare is not None
    assert ("3.13.5", True, str((tmp_path / "one").resolve())) == (one.full_version, one.can_be_embedded, one.prefix)
    assert str(one.library).endswith("python313.lib")
    assert ("3.12", False) == (bare.full_version, bare.can_be_embedded)
    assert [None, None] == [windows.look_at(str(tmp_path / name), target()) for name in ("old", "none")]


def test_cpython_is_chosen_by_version_or_prefix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are found where installers put them under Wine, and in folders of pyenv; without a wish it is the newest."""
    monkeypatch.setenv("WINEPREFIX", str(tmp_path / "wine"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    lay_out(tmp_path / "wine" / "drive_c" / "Python312", "3.12.1")
    lay_out(tmp_path / "pyenv" / "windows" / "3.13", "3.13.5")
    lay_out(tmp_path / "away", "3.9.6")

    def chosen(text: str | None) -> str:
        found = windows.choose(text, target())
        return found.message if isinstance(found, Problem) else found.full_version

    assert ["3.12.1", "3.13.5"] == [python.full_version for python in windows.find_all(target())]
    assert ["3.13.5", "3.12.1", "3.13.5"] == [chosen(text) for text in (None, "3.12", "3.13.5")]
    assert chosen(str(tmp_path / "away")) == "3.9.6"
    assert chosen("3.11") == "there is no CPython 3.11 of Windows here"
    assert "is no prefix of a CPython of Windows" in chosen(str(tmp_path))


def test_tool_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wine and the compiler are looked for by name."""
    monkeypatch.setenv("PATH", str(tmp_path))
    found = []
    for name in ("wine", "x86_64-w64-mingw32-gcc"):
        problem = windows.missing(target())
        assert problem is not None
        found.append((problem.code, name in problem.message))
        (tmp_path / name).write_text("")
        (tmp_path / name).chmod(0o755)

    assert [("no-wine", True), ("no-compiler", True)] == found
    assert windows.missing(target()) is None


def test_functions_that_a_linker_lacks_are_read(tmp_path: Path) -> None:
    """Only those that were asked for count."""
    said = tmp_path / "said"
    said.write_text("host.c:(.text+0x1): undefined reference to `PyInit_a'\nundefined reference to `other'\n")

    assert {"PyInit_a"} == windows.undefined(str(said), ["PyInit_a", "PyInit_b"])


def test_dlls_are_those_of_the_cpython() -> None:
    """Folders that Wine looks in already come behind, and what is said of its own messages counts."""
    assert {"WINEDEBUG": "-all", "WINEPATH": "Z:\\py"} == windows.environment("/py", {})
    given = {"WINEDEBUG": "warn", "WINEPATH": "C:\\x"}
    assert {"WINEDEBUG": "warn", "WINEPATH": "Z:\\py;C:\\x"} == windows.environment("/py", given)


@pytest.mark.thorough
def test_what_stays_behind_with_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """A program's streams are pipes, what it writes arrives, and another that keeps them open is no hindrance."""
    script = (
        "import os, stat, subprocess, sys;"
        "print([stat.S_ISFIFO(os.fstat(fd).st_mode) for fd in (1, 2)], flush=True);"
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(8)'], start_new_session=True)"
    )
    with (tmp_path / "out").open("wb") as out:
        code = windows.run(
            [sys.executable, "-c", script],
            environment=dict(os.environ),
            streams=Streams(stdin=subprocess.DEVNULL, stdout=out, stderr=NOTHING),
            timeout=60,
        )

    assert (0, "[True, True]\n") == (code, (tmp_path / "out").read_text())
