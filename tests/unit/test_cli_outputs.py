"""The files that the command writes: several from one evaluation, all of them or none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from configlang.cli.main import main
from tests.unit.cli_helpers import TARGET, files, lay_configs


@pytest.fixture(autouse=True)
def _in_a_folder_of_configs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_configs(tmp_path, monkeypatch)


def test_several_outputs_come_from_one_evaluation(capfd: pytest.CaptureFixture[str]) -> None:
    """Each --output gets its own format, and stdout stays empty."""
    options = ["--output", "json=a.json", "--output", "rust=a.rs", "--output", "b"]

    assert main(["eval", "good.bzl", "--format", "rust-expr", *options, *TARGET]) == 0
    assert tuple(capfd.readouterr()) == ("", "")
    found = files()
    assert {"a.json", "a.rs", "b"} == found.keys()
    assert json.loads(found["a.json"])["extra_extension_modules"]
    assert b"pub fn default_python_config" in found["a.rs"]
    assert b"pub fn" not in found["b"]


def test_stdout_and_output_hold_the_same(capfd: pytest.CaptureFixture[str]) -> None:
    """Where the text goes changes nothing in it."""
    for format_name in ("json", "rust", "rust-expr"):
        assert main(["eval", "good.bzl", "--format", format_name]) == 0
        assert main(["eval", "good.bzl", "--output", f"{format_name}=a"]) == 0
        assert Path("a").read_text() == capfd.readouterr().out


@pytest.mark.parametrize("order", [["json=a.json", "rust=none/a.rs"], ["rust=none/a.rs", "json=a.json"]])
def test_outputs_are_all_written_or_none(order: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """When one can't be written the others are as they were, and the exit code is 1."""
    Path("a.json").write_text("old")
    options = [option for path in order for option in ("--output", path)]

    assert main(["eval", "good.bzl", *options]) == 1
    assert "can't write `none/a.rs`: " in capfd.readouterr().err
    assert files() == {"a.json": b"old"}


def test_refused_output_keeps_the_others_back(capfd: pytest.CaptureFixture[str]) -> None:
    """When one format can't express the config, no file is written."""
    Path("prepends.bzl").write_text('filesystem_importer(paths = ["a"], mode = "prepend")\n')

    assert main(["eval", "prepends.bzl", "--output", "json=a.json", "--output", "rust=a.rs"]) == 1
    assert "error[not-expressible]" in capfd.readouterr().err
    assert {"prepends.bzl"} == files().keys()


def test_output_of_several_files() -> None:
    """An output for C is a source file and its header, which it names; both take part in `--check`."""
    arguments = ["eval", "good.bzl", "--format", "c", "--output", "my-host.c"]

    assert main(arguments) == 0
    written = files()
    assert set(written) == {"my-host.c", "my-host.h"}
    assert b'#include "my-host.h"\n' in written["my-host.c"]
    assert b"int my_host_initialize(" in written["my-host.h"]
    assert main([*arguments, "--check"]) == 0
    Path("my-host.h").write_text("old")
    assert main([*arguments, "--check"]) == 1


PACKED = """
oxidized_importer()
# configlang: disable=symbols-not-exported
dynamic_extension("fast", path = "$ORIGIN/lib/fast.so", loader = "oxidized")
interpreter(set_missing_path_configuration = False)
"""


def test_output_with_packed_resources(capfd: pytest.CaptureFixture[str]) -> None:
    """The packed-resources file stands beside each output; outputs of one name share it, and a check compares it."""
    Path("packed.bzl").write_text(PACKED, encoding="utf-8")
    arguments = ["eval", "packed.bzl", "--python", "3.10", "--output", "rust=host.rs", "--output", "json=host.json"]

    assert main(arguments) == 0
    assert sorted(path.name for path in Path().glob("host.*")) == ["host.json", "host.packed-resources", "host.rs"]
    packed = Path("host.packed-resources")
    assert packed.read_bytes().endswith(b"fastlib/fast.so")
    assert main([*arguments, "--check"]) == 0
    assert capfd.readouterr() == ("", "")
    packed.write_bytes(packed.read_bytes() + b"!")
    assert main([*arguments, "--check"]) == 1
    stale = "`host.packed-resources` is stale: it holds 76 bytes and would hold 75, other ones from byte 75 on\n"
    assert stale in capfd.readouterr().err
    packed.unlink()
    assert main([*arguments, "--check"]) == 1
    assert "`host.packed-resources` is stale: the file does not exist\n" in capfd.readouterr().err


def test_packed_resources_are_all_written_or_none(capfd: pytest.CaptureFixture[str]) -> None:
    """Where their file can't be written, neither is the output that refers to it."""
    Path("packed.bzl").write_text(PACKED, encoding="utf-8")
    Path("host.packed-resources").mkdir()

    assert main(["eval", "packed.bzl", "--python", "3.10", "--output", "rust=host.rs"]) == 1
    assert capfd.readouterr().err == "configlang: can't write `host.packed-resources`: it is a directory\n"
    assert not Path("host.rs").exists()


def test_names_in_c_have_more_than_a_letter() -> None:
    """The stem `w` gives no `W_OK`, which POSIX has already."""
    assert main(["eval", "good.bzl", "--format", "c", "--output", "w.c"]) == 0
    assert b"W_PYTHON_CONFIG_OK" in files()["w.h"]
    assert b" W_OK" not in files()["w.h"]


@pytest.mark.parametrize(
    "outputs",
    [
        ["c=host.h"],
        ["c=host.c", "json=host.h"],
        ["c=host.c", "c-initconfig=host.cpp"],
    ],
)
def test_header_has_a_file_of_its_own(outputs: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """A header that would be written over another output, or over its own source, is wrong usage."""
    code = main(["eval", "good.bzl", *(part for output in outputs for part in ("--output", output))])

    assert code == 2
    assert ".h" in capfd.readouterr().err
    assert files() == {}


@pytest.mark.parametrize("output", ["lib/part.bzl", "./lib/../lib/part.bzl", "link.bzl", "configlang.toml", "app.bzl"])
def test_what_is_read_is_never_written(output: str, capfd: pytest.CaptureFixture[str]) -> None:
    """A file that the config is made from, by whatever name, and the project file are no places for an output."""
    Path("lib").mkdir()
    Path("lib/part.bzl").write_text("A = True\n")
    Path("link.bzl").symlink_to("lib/part.bzl")
    Path("configlang.toml").touch()
    Path("app.bzl").write_text('load("//lib:part.bzl", "A")\ninterpreter(isolated = A)\n')
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}

    code = main(["eval", "app.bzl", "--output", output])

    assert code == 2
    assert "--output" in capfd.readouterr().err
    assert before == {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}


def test_check_for_an_output(capfd: pytest.CaptureFixture[str]) -> None:
    """`check --format` reports what the output refuses too, without emitting."""
    Path("path.bzl").write_text('filesystem_importer(paths = ["a"], mode = "append")\n')

    assert main(["check", "path.bzl", "--format", "rust"]) == 1
    assert 'error[not-expressible]: `mode = "append"`' in capfd.readouterr().err
    assert main(["check", "path.bzl"]) == 0
    assert main(["check", "path.bzl", "--format", "json"]) == 0
    assert main(["check", "path.bzl", "--format", "c"]) == 0


def test_bad_config_writes_nothing() -> None:
    """An old output stays when the config has an error."""
    Path("a.json").write_text("old")

    assert main(["eval", "bad.bzl", "--output", "a.json"]) == 1
    assert files() == {"a.json": b"old"}


def test_check_of_outputs(capfd: pytest.CaptureFixture[str]) -> None:
    """--check writes nothing: fresh files are no news, stale and missing ones are named and give exit code 1."""
    outputs = ["--output", "json=a.json", "--output", "rust=a.rs"]
    assert main(["eval", "good.bzl", *outputs]) == 0
    assert main(["eval", "good.bzl", *outputs, "--check"]) == 0
    assert tuple(capfd.readouterr()) == ("", "")
    Path("a.rs").unlink()
    Path("a.json").write_text("{}\n")

    assert main(["eval", "good.bzl", *outputs, "--check"]) == 1
    out, err = capfd.readouterr()
    assert out == ""
    assert "a.json:1:1: error[stale]: `a.json` is stale: it holds something else:\n" in err
    assert "`a.rs` is stale: the file does not exist\n" in err
    assert files() == {"a.json": b"{}\n"}


def test_names_of_outputs_are_utf8(capfd: pytest.CaptureFixture[str]) -> None:
    """A header is named in what includes it, so a name that no text can hold is wrong usage; a folder may have one."""
    Path("d\udce9").mkdir()

    for words in (["c=a\udce9.c"], ["a\udce9.json"], ["c=d\udce9/a.c", "rust=a\udce9.rs"]):
        assert main(["eval", "good.bzl", *(word for path in words for word in ("--output", path)), *TARGET]) == 2
        assert "is not UTF-8" in capfd.readouterr().err
    assert main(["eval", "good.bzl", "--output", "json=d\udce9/ä.json", *TARGET]) == 0
    assert ["ä.json"] == [path.name for path in Path("d\udce9").iterdir()]
