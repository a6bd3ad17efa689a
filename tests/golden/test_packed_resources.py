"""
Runs of `configlang resources` on files that are whole, odd and damaged.

What is printed is pinned beside the cases of test_golden.py, in the folder `packed_resources`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from configlang.cli.command import FINDINGS, OK
from configlang.cli.main import main
from configlang.resources.write import ExtensionEntry, write_extensions
from tests.golden.test_golden import GOLDEN, read, write
from tests.packed_files import NAME, write_file

EXPECTED = GOLDEN / "packed_resources"

EXTENSIONS = (
    ExtensionEntry(name="app._fast", path="lib/app/_fast.so"),
    ExtensionEntry(name="codec", path="lib/codec/__init__.so", is_package=True),
)
WHOLE = write_extensions(EXTENSIONS, is_windows=False)
PACKAGE = write_file(
    [
        {NAME: "app", 0x16: True, 0x04: True, 0x06: b"", 0x07: b"code", 0x0B: {"data.txt": b"text"}},
        {NAME: "app.main", 0x16: True, 0x06: b"x = 1\n", 0x07: b"code"},
        {NAME: "libz.so", 0x1A: True, 0x0D: b"\x7fELF", 0x0E: ["libc.so"]},
        {NAME: "sys", 0x17: True},
    ]
)

FILES: dict[str, bytes] = {
    "extensions": WHOLE,
    "extensions_windows": write_extensions(EXTENSIONS, is_windows=True),
    "package": PACKAGE,
    "cut": WHOLE[:-4],
    "wrong_version": b"pyembed\x02" + WHOLE[8:],
    "no_such_format": b"\x7fELF\x02\x01\x01",
    "changed_length": WHOLE[:9] + bytes([WHOLE[9] - 1]) + WHOLE[10:],
    "appended": WHOLE + b"signature",
}


@pytest.mark.parametrize("name", FILES)
def test_run(
    name: str,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    pytestconfig: pytest.Config,
) -> None:
    """The list of a file, as table and as JSON, and what there is to say of it."""
    monkeypatch.chdir(tmp_path)
    Path("app.packed-resources").write_bytes(FILES[name])
    expected = tuple(read(EXPECTED / f"{name}{suffix}") for suffix in (".txt", ".json", ".findings"))

    code = main(["resources", "app.packed-resources"])
    table, findings = capfd.readouterr()
    json_code = main(["resources", "app.packed-resources", "--format", "json"])
    document, same_findings = capfd.readouterr()
    actual = (table, document, findings)

    if pytestconfig.getoption("--update-goldens") and code in {OK, FINDINGS}:
        for suffix, text in zip((".txt", ".json", ".findings"), actual, strict=True):
            write(EXPECTED / f"{name}{suffix}", text)
    assert expected == actual
    assert (code, findings) == (json_code, same_findings)
    assert (code == OK) == bool(table) == bool(document)


def test_every_expected_file_belongs_to_a_file() -> None:
    """No expected text is left behind by a case that is gone."""
    assert {path.stem for path in EXPECTED.iterdir()} <= FILES.keys()
