"""
Runs on files that no editor would keep as they are: other encodings, other line ends, nothing at all, far too much.

They are made here, and what is printed is pinned beside the cases of test_golden.py, in the folder `odd_files`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from configlang.cli.command import FINDINGS, OK
from configlang.cli.main import main
from tests.golden.test_golden import GOLDEN, TARGET, read, write

EXPECTED = GOLDEN / "odd_files"
CONFIG = b"static_extension('a')\n"

FILES: dict[str, bytes | None] = {
    "empty": b"",
    "blank": b"\n\n   \n# nothing\n",
    "no_line_end": b"static_extension('a')",
    "byte_order_mark": b"\xef\xbb\xbfstatic_extension('a-b')\n",
    "byte_order_mark_twice": b"\xef\xbb\xbf\xef\xbb\xbfstatic_extension('a')\n",
    "windows_line_ends": b"static_extension('a')\r\nif True:\r\n    static_extension('b-c')\r\n",
    "windows_line_ends_in_a_string": b"interpreter(tcl_library = '''/a\r\nb\r\n''')\r\n",
    "old_mac_line_ends": b"static_extension('a')\rstatic_extension('b')\r",
    "latin_1": b"# K\xe4se\nstatic_extension('a')\n",
    "utf_16": b"\xff\xfes\x00t\x00a\x00t\x00i\x00c\x00",
    "utf_8_cut": "static_extension('a')  # ä".encode()[:-1],
    "nul": b"static_extension('a\0b')\n",
    "nul_outside": b"static_extension('a')\0\n",
    "escape_codes": b"static_extension('\x1b[2J-\xe2\x80\xae-')\n",
    "form_feed": b"static_extension('a')\n\x0c\nstatic_extension('b')\n",
    "line_separators": "x = '\u2028\u2029\x85'; static_extension(nme = 'a')\n".encode(),
    "tab_indent": b"if True:\n\tstatic_extension('a')\n",
    "missing": None,
    "large": CONFIG + b"#" * (16 * 1024 * 1024),
    "deep_brackets": b"x = " + b"[" * 3000 + b"]" * 3000,
    "deep_blocks": b"".join(b" " * n + b"if True:\n" for n in range(600)) + b" " * 600 + b"pass\n",
}


@pytest.mark.parametrize("name", FILES)
def test_run(
    name: str,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    pytestconfig: pytest.Config,
) -> None:
    """A file of any bytes gives a result or findings with places, and never a fault."""
    monkeypatch.chdir(tmp_path)
    data = FILES[name]
    if data is not None:
        Path("case.bzl").write_bytes(data)
    expected = (read(EXPECTED / f"{name}.json"), read(EXPECTED / f"{name}.findings"))

    code = main(["eval", "case.bzl", "--target", TARGET])
    actual = tuple(capfd.readouterr())

    if pytestconfig.getoption("--update-goldens") and code in {OK, FINDINGS}:
        write(EXPECTED / f"{name}.json", actual[0])
        write(EXPECTED / f"{name}.findings", actual[1])
    assert expected == actual
    assert (code == OK) == bool(actual[0])


def test_every_expected_file_belongs_to_a_file() -> None:
    """No expected text is left behind by a case that is gone."""
    assert {path.stem for path in EXPECTED.iterdir()} <= FILES.keys()
