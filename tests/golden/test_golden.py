"""
Whole runs of the command on small configs: what is printed is pinned, character by character and place by place.

A case is a file `GROUP/CASE.bzl`, or a folder `GROUP/CASE` with a config `app.bzl` and what that loads. Each comment
line `# options: ...` at its head is one run of `configlang eval`, and `# process: FILE... ...` one of `configlang check
--process` with files of the folder; `# options (NAME): ...` names a run where a case has several of one format. Beside
the config stand the expected stdout (`.json`, `.rs`, `.c` and so on) and stderr
(`.findings`); what is empty has no file. A run with an error must print nothing to stdout and exit with 1, any other
must exit with 0.

`pytest --update-goldens` writes these files anew, and then fails where one has changed: read the difference.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import attrs
import pytest

from configlang.cli.command import FINDINGS, OK
from configlang.cli.main import main
from tests.package import know

GOLDEN = Path(__file__).parent
SUFFIXES = {
    "json": ".json",
    "rust": ".rs",
    "rust-expr": ".expr.rs",
    "c": ".c",
    "c-initconfig": ".init.c",
    "rust-ffi": ".ffi.rs",
    "yaml": ".yaml",
}
# The machine that runs the tests must not show in what they expect.
TARGET = "x86_64-unknown-linux-gnu"
OPTIONS = re.compile(r"# (?P<command>options|process)(?: \((?P<name>[a-z0-9-]+)\))?:(?P<options>.*)")
EXPECTED = (".json", ".rs", ".c", ".yaml", ".findings")
# Pinned by tests of their own.
ELSEWHERE = {GOLDEN / name for name in ("claims", "deps", "diff", "matrix", "odd_files", "packed_resources")}


@attrs.frozen(kw_only=True)
class Run:
    """
    One run of the command on a case.

    Attributes:
        folder: Where it is run.
        arguments: The command line; it names the config by a path from the folder.
        stdout: The file with the expected stdout.
        stderr: The file with the expected stderr.
    """

    folder: Path
    arguments: tuple[str, ...]
    stdout: Path
    stderr: Path

    @property
    def name(self) -> str:
        """The name of the run, as pytest shows it."""
        return self.stderr.relative_to(GOLDEN).as_posix().removesuffix(".findings")


def find_runs() -> list[Run]:
    """Return every run of every case below this folder, in the order of their names."""
    configs = [path for path in sorted(GOLDEN.rglob("*.bzl")) if path.is_file() and is_config(path)]
    return [run for config in configs for run in runs_of(config)]


def is_config(path: Path) -> bool:
    """Tell whether a file is a case, and not something that an `app.bzl` loads."""
    return path.name == "app.bzl" or path.parent.parent == GOLDEN


def runs_of(config: Path) -> list[Run]:
    """Return the runs that the head of a config asks for."""
    runs = []
    for line in config.read_text(encoding="utf-8").split("\n"):
        if not (match := OPTIONS.fullmatch(line)):
            break
        options = shlex.split(match["options"])
        if "--target" not in options:
            options += ["--target", TARGET]
        stem = ".".join(filter(None, (config.stem, match["name"])))
        is_process = match["command"] == "process"
        format_name = "rust" if is_process else "json"
        if "--format" in options:
            format_name = options[options.index("--format") + 1]
        runs.append(
            Run(
                folder=config.parent,
                arguments=("check", "--process", *options) if is_process else ("eval", config.name, *options),
                stdout=config.with_name(stem + SUFFIXES[format_name]),
                stderr=config.with_name(stem + ("" if format_name == "json" else f".{format_name}") + ".findings"),
            )
        )
    return runs


RUNS = find_runs()


def read(path: Path) -> str:
    """Return an expected text; it is empty where there is no file."""
    return path.read_bytes().decode("utf-8") if path.exists() else ""


def write(path: Path, text: str) -> None:
    """Make a text the expected one."""
    if text:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    else:
        path.unlink(missing_ok=True)


@pytest.mark.parametrize("run", RUNS, ids=lambda run: run.name)
def test_run(
    run: Run, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    """A run prints what is expected, to the character, and its exit code says whether there was an error."""
    know(monkeypatch)
    monkeypatch.chdir(run.folder)
    expected = (read(run.stdout), read(run.stderr))

    code = main(list(run.arguments))
    actual = tuple(capfd.readouterr())

    if pytestconfig.getoption("--update-goldens") and code in {OK, FINDINGS}:
        write(run.stdout, actual[0])
        write(run.stderr, actual[1])
    assert expected == actual
    has_errors = re.search(r"\berror\[", actual[1]) is not None
    assert int(has_errors) == code
    assert (has_errors or run.arguments[0] == "check") == (not actual[0])


def test_every_expected_file_belongs_to_a_run(pytestconfig: pytest.Config) -> None:
    """No expected text is left behind by a case that is gone."""
    known = {path for run in RUNS for path in (run.stdout, run.stderr)}

    orphans = {
        path
        for path in GOLDEN.rglob("*")
        if path.suffix in EXPECTED and path not in known and not ELSEWHERE & set(path.parents)
    }

    if pytestconfig.getoption("--update-goldens"):
        for path in orphans:
            path.unlink()
    assert set() == orphans


def test_every_case_asks_for_a_run() -> None:
    """No config lies here without being run."""
    configs = {path for path in GOLDEN.rglob("*.bzl") if path.is_file() and is_config(path)}

    assert set() == {config for config in configs if not runs_of(config) and not ELSEWHERE & set(config.parents)}
