"""Load labels: what each form means, what is refused, and where the root is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from configlang.project.labels import Label, LabelError, find_root, label_of, parse_label

LOADING = Label(is_stdlib=False, folder="lib/deep", file="loading.bzl")
STDLIB = Label(is_stdlib=True, folder="", file="prelude.bzl")


def code_of(text: str, loading: Label = LOADING) -> str:
    """Return the code with which a label is refused."""
    with pytest.raises(LabelError) as caught:
        parse_label(text, loading)
    return caught.value.code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("//:a.bzl", "//:a.bzl"),
        ("//dir:a.bzl", "//dir:a.bzl"),
        ("//dir/sub:a.bzl", "//dir/sub:a.bzl"),
        (":a.bzl", "//lib/deep:a.bzl"),
        (":sub/a.bzl", "//lib/deep/sub:a.bzl"),
        ("//dir:sub/a.bzl", "//dir/sub:a.bzl"),
        ("//dir:ä b.bzl", "//dir:ä b.bzl"),
        ("@stdlib//:paths.bzl", "@stdlib//:paths.bzl"),
    ],
)
def test_label_has_one_full_form(text: str, expected: str) -> None:
    """Each way to name a file gives the same full label, which the files are known by."""
    assert expected == str(parse_label(text, LOADING))


def test_relative_label_stays_in_the_rules_of_configlang() -> None:
    """A file of configlang's own that loads the one beside it gets that, whatever lies in people's root."""
    assert parse_label("@stdlib//:internal.bzl", LOADING) == parse_label(":internal.bzl", STDLIB)


def test_root_label_leaves_the_rules_of_configlang() -> None:
    """Two slashes are the root of people's files, wherever they are written."""
    assert Label(is_stdlib=False, folder="a", file="b.bzl") == parse_label("//a:b.bzl", STDLIB)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ":",
        "//",
        "//:",
        "a.bzl",
        "lib/a.bzl",
        "/lib:a.bzl",
        "lib:a.bzl",
        "//lib",
        "//lib:a",
        "//lib:a.star",
        "//lib:abzl",
        ":libbzl",
        "//lib//deep:a.bzl",
        "//lib/:a.bzl",
        "///lib:a.bzl",
        "//./lib:a.bzl",
        "//lib:./a.bzl",
        "//lib:a.bzl/",
        "//lib:a:b.bzl",
        "//lib\\deep:a.bzl",
        "C:\\lib:a.bzl",
        "//lib:a\0.bzl",
        "@other//lib:a.bzl",
        "@//lib:a.bzl",
        "@stdlib",
    ],
)
def test_other_forms_are_refused(text: str) -> None:
    """A text that is no label is a mistake, and never taken for a path."""
    assert code_of(text) == "load-bad-label"


@pytest.mark.parametrize(
    "text", ["//../a:b.bzl", "//a/../../b:c.bzl", ":../a.bzl", "@stdlib//..:a.bzl", "//a:../b.bzl"]
)
def test_label_cannot_go_upwards(text: str) -> None:
    """Two dots are refused, even where they would stay below the root: one file has one label."""
    assert code_of(text) == "load-outside-root"


def test_refusal_says_what_to_write() -> None:
    """The hint of a refused label shows the three forms that there are."""
    with pytest.raises(LabelError) as caught:
        parse_label("lib.bzl", LOADING)

    assert caught.value.hint == 'write "//dir:file.bzl", ":file.bzl" or "@stdlib//:file.bzl"'


def test_root_is_the_one_given() -> None:
    """Whatever lies on the way, --root wins."""
    assert find_root("a/b.bzl", "elsewhere") == "elsewhere"


def test_root_is_the_nearest_folder_with_the_project_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of several project files on the way upwards the nearest counts; the root is relative as the config's path is."""
    inner = tmp_path / "outer" / "inner" / "configs"
    inner.mkdir(parents=True)
    for folder in (tmp_path / "outer", tmp_path / "outer" / "inner"):
        (folder / "configlang.toml").touch()
    monkeypatch.chdir(tmp_path / "outer")

    assert find_root("inner/configs/app.bzl", None) == "inner"
    assert find_root(str(inner / "app.bzl"), None) == str(tmp_path / "outer" / "inner")
    monkeypatch.chdir(inner)
    assert find_root("app.bzl", None) == ".."


def test_root_is_else_the_folder_of_the_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a project file the config's own folder is the root; for standard input it is the working folder."""
    (tmp_path / "configs").mkdir()
    monkeypatch.chdir(tmp_path)

    assert find_root("configs/app.bzl", None) == "configs"
    assert find_root("app.bzl", None) == os.curdir
    assert find_root(None, None) == os.curdir


@pytest.mark.parametrize("kind", ["folder", "link to nowhere", "FIFO"])
def test_whatever_is_named_like_the_project_file_marks(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was meant as a project file and is no file marks the root all the same, so that its reader can tell."""
    (tmp_path / "configs").mkdir()
    monkeypatch.chdir(tmp_path)
    marker = tmp_path / "configlang.toml"
    if kind == "folder":
        marker.mkdir()
    elif os.name == "nt":
        pytest.skip("POSIX only")
    elif kind == "FIFO":
        os.mkfifo(marker)
    else:
        marker.symlink_to("nowhere")

    assert find_root("configs/app.bzl", None) == "."


def test_project_files_that_were_looked_for_in_vain_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every place on the way to the root where a project file, once made, would change what holds, and no other."""
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "configlang.toml").touch()
    monkeypatch.chdir(tmp_path)

    def missing(config: str | None, root: str | None = None) -> list[str]:
        paths: list[str] = []
        find_root(config, root, paths)
        return [Path(os.path.relpath(path)).as_posix() for path in paths]

    assert ["a/b/configlang.toml", "a/configlang.toml"] == missing("a/b/app.bzl")
    assert [] == missing(None)
    assert [] == missing("a/app.bzl", ".")
    assert ["a/configlang.toml"] == missing("a/b/app.bzl", "a")
    (tmp_path / "configlang.toml").unlink()
    assert ["configlang.toml", "../configlang.toml"] == missing("app.bzl")[:2]


def test_config_has_a_label(tmp_path: Path) -> None:
    """The label of the config itself is its path from the root, so that a load of it is seen as a cycle."""
    path = tmp_path / "a" / "b" / "app.bzl"

    assert Label(is_stdlib=False, folder="a/b", file="app.bzl") == label_of(str(path), str(tmp_path))
    assert Label(is_stdlib=False, folder="", file="app.bzl") == label_of(str(path), str(path.parent))


def test_config_outside_the_root_is_taken_to_lie_in_it(tmp_path: Path) -> None:
    """With --root a config may lie anywhere; its relative loads start at the root."""
    assert Label(is_stdlib=False, folder="", file="app.bzl") == label_of(
        str(tmp_path / "app.bzl"), str(tmp_path / "root")
    )
