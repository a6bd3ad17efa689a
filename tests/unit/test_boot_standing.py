"""Where the booted program stands, and what is there already."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from configlang.boot.standing import found_below, hindrance, standing
from configlang.schema.texts import to_path


@pytest.fixture
def program(tmp_path: Path) -> str:
    """Return a file that can be started."""
    path = tmp_path / "built"
    path.write_bytes(b"#!/bin/sh\necho $0\n")
    path.chmod(0o755)
    return str(path)


def names(folder: Path) -> list[str]:
    """Return what a folder holds."""
    return sorted(path.name for path in folder.iterdir())


def test_stands_as_long_as_it_is_needed(program: str, tmp_path: Path) -> None:
    """The program has its name within, and nothing is left behind, be there an error or none."""
    name = str(tmp_path / "app")
    with standing(program, name) as place:
        assert (name, True) == (place, os.access(name, os.X_OK))
    with pytest.raises(RuntimeError), standing(program, name):
        raise RuntimeError
    assert ["built"] == names(tmp_path)


def test_what_is_there_stays(program: str, tmp_path: Path) -> None:
    """Beside a file of the name it has another one, and none beside both."""
    name = str(tmp_path / "app")
    (tmp_path / "app").write_text("mine")
    with standing(program, name) as place:
        assert f"{name}.boot" == place
        with standing(program, name) as second:
            assert second is None
            assert "it has `app` and `app.boot` already" == hindrance(name)
    assert "mine" == (tmp_path / "app").read_text()
    assert ["app", "built"] == names(tmp_path)


def test_it_is_copied_where_no_link_is_possible(program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another file system gets a copy that can be started."""

    def refuse(*_arguments: str) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    with standing(program, str(tmp_path / "app")) as place:
        assert place is not None
        assert os.access(place, os.X_OK)
        assert Path(program).read_bytes() == Path(place).read_bytes()
    assert ["built"] == names(tmp_path)


def test_folder_that_is_missing_is_told(program: str, tmp_path: Path) -> None:
    """Nothing is made where there is no folder."""
    name = str(tmp_path / "none" / "app")
    with standing(program, name) as place:
        assert place is None
    assert "there is no such folder" == hindrance(name)


def test_folder_of_a_build_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder in which a library lies that the config has beside the program is named as one would type it."""
    monkeypatch.chdir(tmp_path)
    for folder in ("target/debug/lib", "docs"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "target/debug/lib/a.so").write_text("")

    assert "target/debug" == found_below(str(tmp_path), to_path("$ORIGIN/lib/a.so"))
    assert found_below(str(tmp_path), to_path("$ORIGIN/lib/b.so")) is None
