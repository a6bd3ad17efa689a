"""What is said of the words of a command line: help, and what could be meant by a word that is unknown."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from configlang import emit, evaluate
from configlang.cli.main import main
from configlang.cli.parser import VERBS, parser_of
from tests.hosts.cargo import require_tool
from tests.unit.cli_helpers import ROOT, files, lay_configs


@pytest.fixture(autouse=True)
def _in_a_folder_of_configs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_configs(tmp_path, monkeypatch)


REFUSED = [
    ("evla good.bzl", ["there is no command `evla`; did you mean `eval`?"]),
    ("validate good.bzl", ["there is no command `validate`; did you mean `check`?"]),
    ("xyzzy", ["there is no command `xyzzy`"]),
    ("good.bzl", ["`good.bzl` is no command: write `configlang check good.bzl`, or eval, why or boot"]),
    ("--format c eval good.bzl", ["options stand behind the command: write `configlang eval ... --format`"]),
    ("--verison", ["there is no option `--verison`; did you mean `--version`?"]),
    ("help evla", ["there is no command `evla`; `configlang explain` knows findings and fields; did you mean `eval`?"]),
    ("eval --frmat c", ["eval has no option `--frmat`; did you mean `--format`?"]),
    ("eval x.bzl --frmat=c --tagret t", ["eval has no option `--frmat`", "eval has no option `--tagret`"]),
    ("check x.bzl --output a", ["`--output` is an option of eval, and check has none of that name"]),
    ("eval x.bzl --format rst", ["argument --format: there is no format `rst`; did you mean `rust`?"]),
    ("eval x.bzl --format cobol", ["argument --format: there is no format `cobol`; there are json, rust,"]),
    ("check x.bzl --message-format xml", ["there is no form of findings `xml`; there are text, json, sarif, github"]),
    ("new a --host cmaek", ["argument --host: there is no kind of host `cmaek`; did you mean `cmake`?"]),
    ("completion tcsh", ["there is no completion for `tcsh`"]),
    ("explain a b", ["unrecognized arguments: b"]),
]


@pytest.mark.parametrize(("line", "told"), REFUSED)
def test_unknown_words_are_told_with_what_could_be_meant(
    line: str, told: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    """Every unknown word is named in one run, with the nearest known one, and then the help to read; exit code 2."""
    assert main(shlex.split(line)) == 2
    out, err = capfd.readouterr()
    *wrong, end = err.splitlines()
    assert out == ""
    assert len(told) == len(wrong)
    for expected, got in zip(told, wrong, strict=True):
        assert got.startswith("configlang: ")
        assert expected in got
    verb = line.split(maxsplit=1)[0]
    assert (f"Try `configlang {verb} --help`." if verb in VERBS else "Try `configlang --help`.") == end
    assert files() == {}


@pytest.mark.parametrize("line", ["check good.bzl -Dname=1", "check good.bzl -D=1", "eval -D a=-1 --form"])
def test_values_are_not_taken_for_options(line: str, capfd: pytest.CaptureFixture[str]) -> None:
    """A value that is joined to its option is part of it."""
    main(shlex.split(line))
    assert "no option `-D" not in capfd.readouterr().err


@pytest.mark.parametrize("verb", VERBS)
def test_help_is_the_same_in_each_way(verb: str, capfd: pytest.CaptureFixture[str]) -> None:
    """``help VERB``, ``VERB --help`` and ``explain VERB`` tell the same, with an example and without markup."""
    assert main(["help", verb]) == 0
    first = capfd.readouterr().out
    assert main([verb, "--help"]) == 0
    assert first == capfd.readouterr().out
    assert main(["explain", verb]) == 0
    assert first == capfd.readouterr().out
    assert first.startswith(f"usage: configlang {verb}")
    assert "  configlang " + verb in first
    assert "`" not in first


def test_no_words_and_help_show_the_commands(capfd: pytest.CaptureFixture[str]) -> None:
    """The overview is a result where it is asked for, and says what is missing where there are no words."""
    assert main(["help"]) == 0
    asked = capfd.readouterr().out
    assert main(["--help"]) == 0
    assert asked == capfd.readouterr().out
    assert main([]) == 2
    assert capfd.readouterr() == ("", asked)
    for verb, known in VERBS.items():
        assert f"    {verb}" in asked
        assert known.summary[:30] in asked


def test_each_verb_tells_its_options() -> None:
    """What an option belongs to is known by the parsers themselves."""
    for verb in VERBS:
        parser = parser_of(verb)
        known = {name for action in parser.full()._actions for name in action.option_strings} - {"-h", "--help"}
        assert known == set(parser.names)


def lay_history() -> None:
    """Have two revisions of the config in git, and the JSON of it."""
    git = [require_tool("git"), "-c", "user.name=me", "-c", "user.email=me@example.org"]
    for words in (["init", "-q"], ["add", "."], *(["commit", "-q", "--allow-empty", "-m", each] for each in "ab")):
        subprocess.run([*git, *words], check=True)
    Path("app.json").write_text(emit(evaluate("app.bzl").require()))


EXAMPLES = [line for name, verb in VERBS.items() for line in verb.examples if name not in {"boot", "watch"}]


@pytest.mark.parametrize("line", EXAMPLES)
def test_examples_of_the_help_work(line: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Each example of a help text does what it says beside a good config and the file that it names."""
    Path("bad.bzl").unlink()
    Path("app.bzl").write_text('interpreter(utf8_mode = True, run_command = "0", parse_argv = False)\n')
    Path("configlang.toml").write_text('[[config]]\nfile = "app.bzl"\noutputs = { json = "gen/app.json" }\n')
    if " diff " in line:
        lay_history()
    Path("packed-resources").write_bytes(b"pyembed\x03\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00")
    code = main(shlex.split(line)[1:])
    assert (1 if line.endswith("--check") else 0) == code, capfd.readouterr().err


def test_a_process_prints_the_version_in_both_ways() -> None:
    """``--version`` and ``-V`` say the same."""
    told = {
        subprocess.run(
            [sys.executable, "-m", "configlang", option], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
        for option in ("-V", "--version")
    }
    assert len(told) == 1
