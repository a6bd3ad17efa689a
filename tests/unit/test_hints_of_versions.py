"""Hints about versions lead out: whoever does what they say, to the letter, ends at a config without a finding."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from configlang.cli.command import OK
from configlang.cli.main import main
from configlang.outputs.table import FORMATS

LOAD = 'load("@stdlib//:paths.bzl", "stdlib_paths")\n'
IMPORTER = 'filesystem_importer(paths = ["$ORIGIN/lib"] + stdlib_paths({arguments}))\n'
INTERPRETER = """\
interpreter(
    profile = "isolated",
    utf8_mode = True,
    site_import = False,
    executable = "/opt/app/app" if {condition} else None,
)
"""
COMPATIBLE = 'compatible_with(python = ">=3.10,<3.12")\n'


@pytest.mark.parametrize("condition", ["False", "TARGET.version > (3, 10)"], ids=["same", "differs"])
@pytest.mark.parametrize("limits", ["", COMPATIBLE], ids=["all", "limited"])
@pytest.mark.parametrize("output", [None, *FORMATS])
def test_hints_are_no_circle(
    output: str | None, limits: str, condition: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """What each command says of the standard library of a version is done, and then nothing is left to say."""
    if limits and output == "c-initconfig":
        pytest.skip("it serves none of these versions")
    file = tmp_path / "app.bzl"
    importer = IMPORTER.format(arguments='"$ORIGIN"')
    # PyOxy has a library inside.
    file.write_text(LOAD + limits + INTERPRETER.format(condition=condition) + importer)
    words = [str(file), *(["--format", output] if output else [])]

    for command, more in (("check", []), ("why", ["home"]), ("eval", [])):
        code, told = run(command, *words, *more, capfd=capfd)
        if "varies-by-version" in told:
            ((option, version),) = set(
                re.findall(r"hint: make the output for one version, as with `(--python) (\S+)`", told)
            )
            code, told = run(command, *words, *more, option, version, capfd=capfd)
        assert (OK, False) == (code, "stdlib_paths" in told or "--python" in told), told


def test_hint_to_drop_the_version_leads_out(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A library of one version for several is warned of; without the version there is nothing to say, also in C."""
    file = tmp_path / "app.bzl"
    text = LOAD + COMPATIBLE + INTERPRETER.format(condition="False")
    file.write_text(text + IMPORTER.format(arguments='"$ORIGIN", python = "3.11"'))
    _, told = run("check", str(file), "--format", "c", capfd=capfd)
    assert "hint: use `stdlib_paths(PREFIX)`, which goes by the version" in told

    file.write_text(text + IMPORTER.format(arguments='"$ORIGIN"'))
    assert (OK, "") == run("check", str(file), "--format", "c", capfd=capfd)


VALUES = """\
compatible_with(python = ">=3.10,<3.14")
{value}interpreter(
    profile = "isolated",
    home = "$ORIGIN",
    utf8_mode = True,
    pycache_prefix = {used} if TARGET.version >= (3, 12) else "/cache",
)
"""
DECLARED = 'data = host_value("data", default = {})\n'


@pytest.mark.parametrize("output", ["c", "rust-ffi"])
def test_hint_to_declare_a_value_of_the_host_once_leads_out(
    output: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The struct of the host is one for all versions: what is said of a value that goes by the version is done."""
    file = tmp_path / "app.bzl"

    def told(value: str, used: str) -> tuple[int, str]:
        file.write_text(VALUES.format(value=value, used=used))
        return run("check", str(file), "--format", output, capfd=capfd)

    cure = "what is made of it may go by the version"
    declared_under = told("", 'host_value("data", default = "/x")')[1]
    differing = told(DECLARED.format('"/x" if TARGET.version >= (3, 12) else "/y"'), "data")[1]
    assert f"hint: declare it once for all versions, at the top of the config; {cure}" in declared_under
    assert f"hint: declare it in the same way for all versions; {cure}" in differing
    assert (OK, "") == told(DECLARED.format('"/x"'), "data")


def run(*words: str, capfd: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Run the command, and return its exit code and what it says on standard error."""
    code = main(list(words))
    return code, capfd.readouterr().err
