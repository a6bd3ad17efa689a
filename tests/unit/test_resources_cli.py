"""The command `resources`: the table, the JSON, what can't be read, and what is damaged."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from configlang.cli.command import FINDINGS, OK, USAGE
from configlang.cli.main import main
from configlang.cli.resources import serve
from configlang.resources.format import FIELDS
from configlang.resources.write import ExtensionEntry, write_extensions
from tests.packed_files import BROKEN_FILES, DATA, DEPENDENCIES, FILE_PATH, FLAGS, NAME, PATHS, write_file

MODULE, PACKAGE, NAMESPACE, BUILTIN, FROZEN, EXTENSION = 0x16, 0x04, 0x05, 0x17, 0x18, 0x19
SHARED_LIBRARY, FILE, EXECUTABLE = 0x1A, 0x1B, 0x1C


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def list_file(data: bytes, capfd: pytest.CaptureFixture[str], *options: str) -> tuple[int, str, str]:
    """Run the command on a file of these bytes; return its exit code, stdout and stderr."""
    Path("app.packed-resources").write_bytes(data)
    code = main(["resources", "app.packed-resources", *options])
    out, err = capfd.readouterr()
    return code, out, err


def as_json(data: bytes, capfd: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Return the JSON of a file that is whole."""
    code, out, err = list_file(data, capfd, "--format", "json")
    assert (OK, "") == (code, err)
    assert out.isascii()
    file: dict[str, Any] = json.loads(out)
    return file


def test_table_has_a_row_for_each_resource(capfd: pytest.CaptureFixture[str]) -> None:
    """A row tells name, kind and content, and a last line tells of the file."""
    data = write_file(
        [
            {NAME: "app", PACKAGE: True, MODULE: True, 0x06: b"x = 1\n", 0x0B: {"a.txt": b"12", "b.txt": b"345"}},
            {NAME: "app._fast", EXTENSION: True, 0x13: b"lib/_fast.so", DEPENDENCIES: ["libz", "libm"]},
            {NAME: "sys", BUILTIN: True, 0x14: {"a": b"b"}},
        ]
    )

    expected = f"""\
NAME       KIND       CONTENT
app        package    source 6 B, package_resources 2 files of 5 B
app._fast  extension  shared_library_dependencies libz libm, extension_module_path lib/_fast.so
sys        built-in   package_resource_paths 1 file
format 3, 3 resources, {len(data)} bytes, paths for Unix
"""
    assert (OK, expected, "") == list_file(data, capfd)


def test_table_of_nothing_is_its_last_line(capfd: pytest.CaptureFixture[str]) -> None:
    """A file without resources has no row, and no paths to tell its system."""
    assert (OK, "format 3, 0 resources, 23 bytes\n", "") == list_file(write_file([]), capfd)


@pytest.mark.parametrize(
    ("flags", "kind"),
    [
        ([], "-"),
        ([MODULE], "module"),
        ([MODULE, PACKAGE], "package"),
        ([PACKAGE], "package"),
        ([MODULE, PACKAGE, NAMESPACE], "namespace"),
        ([EXTENSION], "extension"),
        ([EXTENSION, PACKAGE], "extension package"),
        ([EXTENSION, MODULE], "extension module"),
        ([BUILTIN], "built-in"),
        ([FROZEN, PACKAGE], "frozen package"),
        ([SHARED_LIBRARY], "shared library"),
        ([FILE], "file"),
        ([FILE, EXECUTABLE], "executable file"),
    ],
)
def test_kind_tells_what_a_resource_is(flags: Sequence[int], kind: str, capfd: pytest.CaptureFixture[str]) -> None:
    """The flags of a resource become a few words, without those that others imply."""
    file = as_json(write_file([{NAME: "a", **dict.fromkeys(flags, True)}]), capfd)

    assert kind == file["resources"][0]["kind"]


def test_json_has_every_field(capfd: pytest.CaptureFixture[str]) -> None:
    """The document names all flags and values of a resource, and where its data is."""
    data = write_file(
        [
            {
                NAME: "n\u00e9",
                **dict.fromkeys(FLAGS, True),
                **{number: bytes([number]) for number in DATA},
                **{number: b"p/%d" % number for number in PATHS},
                0x0B: {"k": b"vv"},
                0x0C: {},
                0x14: {"k": b"p"},
                0x15: {},
                DEPENDENCIES: ["d"],
                FILE_PATH: "f",
            }
        ],
        padding=2,
    )

    file = as_json(data, capfd)

    assert ["format", "size", "paths", "sections", "resources"] == list(file)
    assert (3, len(data), "unix") == (file["format"], file["size"], file["paths"])
    assert {"field": "name", "number": 3, "offset": file["sections"][0]["offset"], "length": 4, "padding": 1} == file[
        "sections"
    ][0]
    resource = file["resources"][0]
    assert ["name", "kind", "flags", "values"] == list(resource)
    assert [FIELDS[number].name for number in sorted(FLAGS)] == resource["flags"]
    values = resource["values"]
    assert [field.name for number, field in sorted(FIELDS.items()) if number not in {NAME, *FLAGS}] == list(values)
    for number in DATA:
        place = values[FIELDS[number].name]
        assert bytes([number]) == data[place["offset"] : place["offset"] + place["length"]]
    assert "p/19" == values["extension_module_path"]
    assert {"k": "p"} == values["package_resource_paths"]
    assert 2 == values["package_resources"]["k"]["length"]
    assert (["d"], "f") == (values["shared_library_dependencies"], values["file_path"])


def test_our_files_for_windows_are_listed(capfd: pytest.CaptureFixture[str]) -> None:
    """Paths in UTF-16LE come out as text."""
    data = write_extensions([ExtensionEntry(name="a", path="lib/\u00e9.pyd")], is_windows=True)

    file = as_json(data, capfd)

    assert ("windows", "lib\\\u00e9.pyd") == (
        file["paths"],
        file["resources"][0]["values"]["extension_module_path"],
    )


def test_table_holds_what_a_terminal_would_obey(capfd: pytest.CaptureFixture[str]) -> None:
    """Line ends, escape codes and marks that turn text around are shown as escapes, one resource a line."""
    data = write_file([{NAME: "a\n\x1b[2J\u202e", DEPENDENCIES: ["\r"], 0x13: b"\xff\x9b\t"}])

    code, out, _ = list_file(data, capfd)

    assert OK == code
    expected = "a\\n\\x1b[2J\\u202e  -     shared_library_dependencies \\r, extension_module_path \\xff\\x9b\\t"
    assert expected == out.split("\n")[1]


def test_long_names_do_not_widen_the_table(capfd: pytest.CaptureFixture[str]) -> None:
    """One name of 60,000 characters leaves the other rows readable."""
    _, out, _ = list_file(write_file([{NAME: "a" * 60_000}, {NAME: "b", MODULE: True}]), capfd)

    assert f"{'b':60}  module" == out.split("\n")[2]


def test_output_fits_the_encoding_of_stdout(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is UTF-8 whatever encoding stdout had, and no fault."""
    Path("app.packed-resources").write_bytes(write_file([{NAME: "\u6587"}]))
    stdout = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stdout)

    assert OK == main(["resources", "app.packed-resources"])
    assert "\u6587" in stdout.buffer.getvalue().decode("utf-8")


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """A hyphen stands for standard input, which findings call so."""
    for data, expected in ((write_file([]), OK), (b"pyembed\x02", FINDINGS)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert expected == main(["resources", "-"])
    out, err = capfd.readouterr()
    assert "format 3, 0 resources, 23 bytes\n" == out
    assert err.startswith("<stdin>:1:1: error[bad-resources]: ")


def test_damage_is_a_finding(capfd: pytest.CaptureFixture[str]) -> None:
    """A damaged file lists nothing; the finding names the file and the byte, in every form of findings."""
    code, out, err = list_file(write_file([{NAME: "a"}])[:-1], capfd, "--message-format", "json")

    assert (FINDINGS, "") == (code, out)
    finding: Mapping[str, Any] = json.loads(err)
    assert ("bad-resources", "error", "app.packed-resources") == (
        finding["code"],
        finding["severity"],
        finding["file"],
    )
    assert "at byte 37, `name` goes from 41 to 42, and the file ends at 41" in finding["message"]


def test_oddness_is_a_warning(capfd: pytest.CaptureFixture[str]) -> None:
    """A file that pyembed reads although it is odd is listed, with a warning."""
    code, out, err = list_file(write_file([{NAME: "a"}]) + b"more", capfd)

    assert OK == code
    assert "1 resource," in out
    assert err.startswith("app.packed-resources:1:1: warning[odd-resources]: ")


@pytest.mark.parametrize("name", ["absent", "folder", "pipe", "/dev/zero", "nul\0"])
def test_what_is_no_file_is_a_finding(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Whatever the name stands for, the command ends at once and says why it can't read it."""
    Path("folder").mkdir()
    if name == "pipe":
        os.mkfifo(name)
    if name == "/dev/zero" and not os.path.exists(name):  # noqa: PTH110 - a device
        pytest.skip("the machine has no /dev/zero")

    code = main(["resources", name])

    out, err = capfd.readouterr()
    assert (FINDINGS, "") == (code, out)
    assert ("error[file-not-found]" if name == "absent" else "error[file-unreadable]") in err


def test_a_file_has_a_largest_size(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """A file that would fill the memory is refused before it does."""
    monkeypatch.setattr("configlang.cli.resources._LIMIT", 1)

    Path("app.packed-resources").write_bytes(write_file([]) + b"\0" * (1 << 20))
    # In this process, which is the one that has the other limit.
    code = serve(["app.packed-resources"]).code
    out, err = capfd.readouterr()

    assert (FINDINGS, "") == (code, out)
    assert "error[file-too-large]" in err


@pytest.mark.parametrize("arguments", [[], ["a", "b"], ["a", "--format", "yaml"], ["a", "--message-format", "xml"]])
def test_wrong_usage_exits_with_2(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """A wrong command line ends with 2."""
    code = main(["resources", *arguments])

    assert USAGE == code
    assert "" == capfd.readouterr().out


@given(data=BROKEN_FILES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_broken_files_are_listed_or_refused(data: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    """Whatever was changed in a file, the command lists it or tells why not, in both forms."""
    for form in ("table", "json"):
        code, out, err = list_file(data, capfd, "--format", form)
        assert (code, bool(out)) in {(OK, True), (FINDINGS, False)}
        assert ("error[bad-resources]" in err) == (code == FINDINGS)
        if code == OK and form == "json":
            assert 3 == json.loads(out)["format"]
