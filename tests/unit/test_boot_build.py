"""The program that is booted: its text, what the linker is told, and how a process is bounded."""

from __future__ import annotations

import ast
import os
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

from configlang.boot import harness, process, pythons
from configlang.boot.build import last_lines, symbols_of


def archive(first: bytes, index: bytes, magic: bytes = b"!<arch>\n") -> bytes:
    """Return the start of an archive: its magic, the head of its first member, and that member."""
    head = (
        first.ljust(16)
        + b"0".ljust(12)
        + b"0".ljust(6) * 2
        + b"0".ljust(8)
        + str(len(index)).encode().ljust(10)
        + b"`\n"
    )
    return magic + head + index


@pytest.mark.parametrize(
    ("data", "symbols"),
    [
        (archive(b"/", struct.pack(">III", 2, 8, 8) + b"PyInit_a\0PyInit_b\0"), {"PyInit_a", "PyInit_b"}),
        (archive(b"/SYM64/", struct.pack(">QQ", 1, 8) + b"PyInit_a\0"), {"PyInit_a"}),
        (archive(b"/", struct.pack(">II", 1, 8) + b"PyInit_a\0", b"!<thin>\n"), {"PyInit_a"}),
        (archive(b"a.o/", b"PyInit_a\0"), set()),
        (b"PyInit_a\0", set()),
        (b"", set()),
    ],
)
def test_symbols_of_an_archive_are_those_of_its_index(data: bytes, symbols: set[str], tmp_path: Path) -> None:
    """Only an archive with an index has symbols; anything else has none."""
    (tmp_path / "lib.a").write_bytes(data)
    assert symbols == symbols_of(str(tmp_path / "lib.a"))


def test_python_of_the_harness_imports_nothing() -> None:
    """The code that tells what came up is valid for CPython 3.8 and has no import statement."""
    tree = ast.parse(harness.report([]), feature_version=(3, 8))
    assert [] == [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]


def test_question_is_one_for_every_cpython() -> None:
    """The code that an interpreter is asked with is valid for CPython 3.8."""
    ast.parse(Path(pythons._QUESTION).read_text(encoding="utf-8"), feature_version=(3, 8))


def test_no_name_is_taken_for_a_placeholder() -> None:
    """Names of modules and init functions that look like placeholders are names like any other."""
    names = ("PFX_ok", "UPFX_OK", "NAMES", "MODULES", "CODE", "INITS", "SYMBOLS", "REPORT")

    def source(prefix: str) -> str:
        modules = [(f"{prefix}_{name}", f"{prefix}_{name}") for name in names]
        return harness.source(
            [*modules, (f"{prefix}_RUST", "crate::CL_PFX")], [f"{prefix}_NAMES", f"{prefix}_PFX.a"], texts="/t"
        )

    assert source("CL").count("CL_PFX_ok") == 4
    assert source("CL") == source("QL").replace("QL_", "CL_")


def test_only_c_symbols_are_looked_for() -> None:
    """A Rust path is no symbol; a symbol that two modules have is one."""
    modules = [("a", "PyInit_a"), ("b", "crate::b::init"), ("c", "PyInit_a")]
    assert ["PyInit_a"] == harness.weak_symbols(modules)
    assert "crate" not in harness.source(modules, [], texts="")


def test_last_lines_of_a_long_file_are_read(tmp_path: Path) -> None:
    """However long a file is and whatever bytes it has, its last lines come out, without empty ones."""
    (tmp_path / "said").write_bytes(b"x" * 50_000 + b"\n\n\xff one\n\ntwo  \n\n")
    assert ["\\xff one", "two"] == last_lines(str(tmp_path / "said"), 2)


def test_process_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    """What takes too long is ended, and so are its children, which heed no interrupt."""
    if os.name == "nt":
        pytest.skip("there are no process groups")
    mark = tmp_path / "mark"
    program = f"(trap '' INT; sleep 3; touch {mark}) & trap '' INT; wait; sleep 60"
    streams = process.Streams(stdout=subprocess.DEVNULL)
    # It gets two seconds to heed the interrupt.
    assert process.run(["sh", "-c", program], environment=dict(os.environ), streams=streams, timeout=0.2) is None
    time.sleep(1)
    assert not mark.exists()


def test_exit_codes_are_returned() -> None:
    """An exit code is positive, a signal negative, and it has a name."""
    streams = process.Streams(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def run(program: str) -> int | None:
        command = [sys.executable, "-I", "-S", "-c", program]
        return process.run(command, environment=dict(os.environ), streams=streams, timeout=60)

    assert 3 == run("raise SystemExit(3)")
    assert -9 == run("import os; os.kill(os.getpid(), 9)")
    assert ("SIGKILL", "signal 200") == (process.name_of(-9), process.name_of(-200))
