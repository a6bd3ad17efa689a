"""Every example in the README and in the documentation does what the page says."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from configlang import evaluate
from tests.docs.pages import ROOT, Block, blocks_of, find_pages, has_cut, matches
from tests.hosts.cargo import require_tool

PAGES = find_pages()
README = ROOT / "README.md"
EXAMPLE = ROOT / "docs" / "examples" / "readme" / "app.bzl"

# What a block may be; anything else is a misspelling that would keep an example from being run.
KNOWN = {
    ("c",),
    ("cmake",),
    ("cpp",),
    ("meson",),
    ("console",),
    ("json",),
    ("python",),
    ("rust",),
    ("sh",),
    ("starlark",),
    ("starlark", "fragment"),
    ("starlark", "mistakes"),
    ("text",),
    ("toml",),
    ("yaml",),
}


def run(command: list[str], folder: Path) -> tuple[str, int]:
    """Run a program; return all that it prints, and its exit code."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("CONFIGLANG_")},
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout, done.returncode


def run_console(block: Block, folder: Path) -> str:
    """Run the commands of a console block and return the block as it should be, prompts included."""
    shown, code = [], 0
    for line in block.text.replace("\\\n", "\\\0").splitlines():
        if not line.startswith("$ "):
            continue
        command = line[2:].replace("\\\0", "\\\n")
        shown.append(f"$ {command}\n")
        program, *arguments = shlex.split(command.replace("\\\n", " "))
        if command == "echo $?":
            output = f"{code}\n"
        elif program == "configlang":
            output, code = run([sys.executable, "-m", "configlang", *arguments], folder)
        elif program == "python":
            output, code = run([sys.executable, *arguments], folder)
        elif program == "git":
            who = ["-c", "user.name=Reader", "-c", "user.email=reader@example.org"]
            output, code = run([require_tool("git"), *who, *arguments], folder)
        else:
            raise ValueError(f"line {block.line}: a console block may not run `{program}`")
        shown.append(output if output.endswith("\n") or not output else output + "\n")
    return "".join(shown)


def is_run(block: Block) -> bool:
    """Tell whether a block is a console block with commands that can be run here."""
    return block.words == ("console",) and block.text.startswith(("$ configlang", "$ git ", "$ python "))


def check_starlark(block: Block, folder: Path) -> None:
    """Require of a config that it has no mistake, or some where the page says so."""
    name = block.title or f"line-{block.line}.bzl"
    (folder / name).write_text(block.text, encoding="utf-8")
    evaluation = evaluate(name)
    is_wrong = block.words == ("starlark", "mistakes")
    assert is_wrong == (evaluation.config is None), f"line {block.line}: {evaluation.findings}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_block_of_a_page_does_what_it_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """Configs evaluate, programs run, and commands print what the page shows."""
    monkeypatch.chdir(tmp_path)
    stale: list[tuple[Block, str]] = []
    for block in blocks_of(page):
        if block.title and block.words != ("starlark", "fragment"):
            path = tmp_path / block.title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        if block.words in {("starlark",), ("starlark", "mistakes")}:
            check_starlark(block, tmp_path)
        elif block.words == ("python",) and block.title:
            output, code = run([sys.executable, block.title], tmp_path)
            assert code == 0, f"line {block.line}: {output}"
        elif is_run(block):
            real = run_console(block, tmp_path)
            if not matches(block.text, real):
                stale.append((block, real))

    if request.config.getoption("--update-goldens"):
        update(page, stale)
    report = [f"{page.name}:{block.line} shows\n{block.text}\nreal is\n{real}" for block, real in stale]
    assert not report, "\n".join(report)


def update(page: Path, stale: list[tuple[Block, str]]) -> None:
    """Write into a page what its commands really print, except where it leaves something out."""
    text = page.read_text(encoding="utf-8")
    for block, real in reversed(stale):
        if not has_cut(block.text):
            text = text[: block.span[0]] + real + text[block.span[1] :]
    page.write_text(text, encoding="utf-8", newline="\n")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_block_says_what_it_is(page: Path) -> None:
    """No block is skipped because its kind is misspelt or it is indented."""
    blocks = blocks_of(page)
    fences = [line for line in page.read_text(encoding="utf-8").splitlines() if line.lstrip().startswith("```")]

    assert set() == {block.words for block in blocks} - KNOWN
    assert 2 * len(blocks) == len(fences)


def test_readme_shows_the_example_config() -> None:
    """The config in the README is the file that `dev.py example` prints the Rust of."""
    shown = next(block for block in blocks_of(README) if block.title == "app.bzl")

    assert shown.text == EXAMPLE.read_text(encoding="utf-8")


def test_readme_shows_the_real_rust() -> None:
    """The Rust in the README is what the example gives, but for what it says it leaves out."""
    shown = next(block for block in blocks_of(README) if block.words == ("rust",) and block.title is None)
    command = [sys.executable, "-m", "configlang", "eval", "docs/examples/readme/app.bzl", "--format", "rust"]
    real, code = run(command, ROOT)

    assert code == 0
    assert matches(shown.text, real)


def test_examples_of_the_readme_have_no_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    """The example is one to learn from: not even a warning is said about it."""
    monkeypatch.chdir(ROOT)

    assert evaluate("docs/examples/readme/app.bzl").findings == ()


@pytest.mark.parametrize(
    ("shown", "is_matched"),
    [
        ("a\nb\n", True),
        ("a\n...\n", True),
        ("...\nb\n", True),
        ("a\n...\nb\n", True),
        ("a\n", False),
        ("b\n...\n", False),
        ("a\nc\n", False),
    ],
)
def test_cuts_stand_for_any_lines_and_nothing_else_does(shown: str, *, is_matched: bool) -> None:
    """A page may leave lines out only where it says so."""
    assert matches(shown, "a\nb\n") == is_matched
