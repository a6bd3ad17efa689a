"""What `configlang completion` prints completes command lines in real shells."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from configlang.cli.main import main
from tests.hosts.cargo import require_tool

COMPLETED = {
    "configlang ev": "eval",
    "configlang eval --forma": "--format",
    "configlang eval --format yam": "yaml",
    "configlang new hello --host cm": "cmake",
    "configlang completion fi": "fish",
    "configlang check ap": "app.bzl",
}
"""Beginnings of command lines, each with the one word that its last word becomes."""

BASH = """\
source "$1"
complete_it() {
    COMP_LINE=$1 COMP_POINT=${#1} COMP_TYPE=9 COMP_KEY=9
    read -ra COMP_WORDS <<< "$1"
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    local function
    function=$(complete -p configlang | sed 's/.*-F \\([^ ]*\\) .*/\\1/')
    "$function" configlang "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
    printf '%s\\n' "${COMPREPLY[@]}"
}
complete_it "$2"
"""

FISH = "source $argv[1]; complete --do-complete $argv[2]"

ZSH = """\
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1=; unset zle_bracketed_paste"
zpty -w shell "fpath=(${1:h} \\$fpath); autoload -Uz compinit; compinit -u -D; echo RE''ADY"
zpty -r shell started '*READY*'
zpty -w -n shell "$2"$'\\t'
zpty -r shell line "*${2% *} $3*"
print -r -- "$3"
zpty -d shell
"""
"""A shell at a terminal of its own, in which a key is pressed: it waits until the whole word stands there."""


@pytest.fixture(autouse=True)
def _beside_a_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with one file, and with no settings of the user."""
    (tmp_path / "app.bzl").write_text("interpreter()\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


def complete(shell: str, script: str, file: str, line: str, *more: str, capfd: pytest.CaptureFixture[str]) -> list[str]:
    """Return what a shell makes of the last word of a line, having read what completes the command there."""
    program = require_tool(shell)
    assert main(["completion", shell]) == 0
    path = Path("completions", file).absolute()
    path.parent.mkdir()
    path.write_text(capfd.readouterr().out, encoding="utf-8")
    names = [] if shell == "fish" else ["test"]
    done = subprocess.run(
        [program, "-c", script, *names, path, line, *more], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return [each.partition("\t")[0].strip() for each in done.stdout.splitlines()]


@pytest.mark.parametrize(("line", "word"), [each for each in COMPLETED.items() if each[1] != "app.bzl"])
def test_bash_completes(line: str, word: str, capfd: pytest.CaptureFixture[str]) -> None:
    """In bash, the word that is meant is offered alone; files are completed by the shell, which no function shows."""
    assert [word] == complete("bash", BASH, "configlang", line, capfd=capfd)


@pytest.mark.parametrize(("line", "word"), COMPLETED.items())
def test_fish_completes(line: str, word: str, capfd: pytest.CaptureFixture[str]) -> None:
    """In fish likewise, files included."""
    assert [word] == complete("fish", FISH, "configlang.fish", line, capfd=capfd)


@pytest.mark.parametrize(("line", "word"), COMPLETED.items())
def test_zsh_completes(line: str, word: str, capfd: pytest.CaptureFixture[str]) -> None:
    """In zsh, the key completes the word in the line."""
    assert [word] == complete("zsh", ZSH, "_configlang", line, word, capfd=capfd)
