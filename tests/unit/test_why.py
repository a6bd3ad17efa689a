"""`configlang why`: what holds for a field, where it comes from, and what gets in its way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from configlang.check.effective import Cause, effective
from configlang.cli.main import main
from configlang.cpython.targets import host_target, parse_target
from configlang.cpython.versions import PYTHON_VERSIONS, Version, show_versions
from configlang.outputs.table import BY_NAME
from configlang.schema.config import Config
from configlang.schema.interpreter import InterpreterConfig
from configlang.schema.table import ARGUMENTS

LINUX = parse_target("x86_64-unknown-linux-gnu") or host_target()

HARDENED = """\
def hardened():
    interpreter(
        profile = "isolated",
        use_environment = True,
        utf8_mode = True,
    )

hardened()
"""


@pytest.fixture(autouse=True)
def _in_a_folder_with_a_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work beside a config."""
    monkeypatch.chdir(tmp_path)
    Path("app.bzl").write_text(HARDENED)


def why(*arguments: str, capfd: pytest.CaptureFixture[str]) -> str:
    """Run the command, which must succeed, and return what it prints."""
    assert main(["why", "app.bzl", *arguments]) == 0
    out, err = capfd.readouterr()
    assert err == ""
    return out


def test_value_that_is_set_has_its_place_and_stack(capfd: pytest.CaptureFixture[str]) -> None:
    """A field that the config sets is told with its place and the calls that led there."""
    assert why("utf8_mode", capfd=capfd) == (
        "utf8_mode = True\n  set at app.bzl:5:21\n  in the call of the top level at app.bzl:8\n"
    )


def test_value_that_is_overruled(capfd: pytest.CaptureFixture[str]) -> None:
    """What CPython overrules is told with what holds instead, why, and where the other setting stands."""
    text = why("use_environment", capfd=capfd)

    assert text.startswith("use_environment = False\n  CPython overrules what is set at app.bzl:4:27\n")
    assert "isolated-overrules: `use_environment = True` has no effect" in text
    assert text.endswith("    profile: app.bzl:3:19\n")


def test_default_of_the_profile(capfd: pytest.CaptureFixture[str]) -> None:
    """A field that nobody sets has the default of the profile, told per version where they differ."""
    assert why("write_bytecode", capfd=capfd) == 'write_bytecode = True\n  the default of the profile "isolated"\n'
    late = show_versions(version for version in PYTHON_VERSIONS if version >= Version("3.14"))
    assert why("fault_handler", "--format", "c", capfd=capfd) == (
        'fault_handler = False\n  the default of the profile "isolated", on CPython 3.8-3.13\n'
        f'fault_handler: left to CPython\n  the default of the profile "isolated", on CPython {late}\n'
    )


def test_embedder_has_a_say(capfd: pytest.CaptureFixture[str]) -> None:
    """What pyembed does where a field is unset is told for its outputs, and not for others."""
    assert "what pyembed does" in why("home", "--format", "rust", capfd=capfd)
    assert "CPython works it out" in why("home", capfd=capfd)
    assert "CPython works it out" in why("home", "--format", "c", capfd=capfd)


def test_generated_code_fills_in_what_it_is_told_to(capfd: pytest.CaptureFixture[str]) -> None:
    """Generated code fills in the folder of the executable where the config asks for it, and not by itself."""
    Path("app.bzl").write_text("interpreter(set_missing_path_configuration = True)\n")

    filled = "home: the folder of the executable\n  what the generated code fills in\n"
    assert why("home", "--format", "c", capfd=capfd) == filled
    assert why("home", "--format", "rust-ffi", capfd=capfd) == filled
    assert "CPython works it out" in why("home", "--format", "json", capfd=capfd)


def test_field_that_a_version_lacks(capfd: pytest.CaptureFixture[str]) -> None:
    """A field that the version lacks is told so."""
    assert why("safe_path", "--python", "3.9", capfd=capfd) == (
        "safe_path: no such field\n  this CPython has no such field\n"
    )


def test_table_has_every_field(capfd: pytest.CaptureFixture[str]) -> None:
    """Without a field, every one has its row."""
    rows = why("--python", "3.11", capfd=capfd).splitlines()

    assert [row.split()[0] for row in rows] == list(ARGUMENTS)


def test_json_says_the_same(capfd: pytest.CaptureFixture[str]) -> None:
    """As JSON: values with source and versions, the place, and what overrules."""
    data = json.loads(why("use_environment", "--json", "--python", "3.11", capfd=capfd))

    assert data["values"] == [{"value": "False", "source": "overruled", "versions": ["3.11"]}]
    assert data["set_at"]["range"]["start"] == {"line": 4, "column": 27}
    assert [each["code"] for each in data["overruled_by"]] == ["isolated-overrules"]
    everything = json.loads(why("--json", capfd=capfd))
    assert [field["field"] for field in everything["fields"]] == list(ARGUMENTS)


def test_unknown_field_is_wrong_usage(capfd: pytest.CaptureFixture[str]) -> None:
    """A field that there is not exits with 2 and names the one that was meant."""
    code = main(["why", "app.bzl", "faulthandler"])

    assert code == 2
    assert "`fault_handler`" in capfd.readouterr().err


def test_config_that_cannot_be_made(capfd: pytest.CaptureFixture[str]) -> None:
    """A mistake in the config itself is reported, and nothing is told of its fields."""
    Path("app.bzl").write_text("interpreter(quiet = 1)\n")

    assert main(["why", "app.bzl", "quiet"]) == 1
    out, err = capfd.readouterr()
    assert out == ""
    assert "wrong-type" in err


@pytest.mark.parametrize(
    "words", [["app.bzl", "--format", "c", "quiet"], ["--format", "c", "app.bzl", "quiet"], ["app.bzl", "quiet"]]
)
def test_options_may_stand_between_file_and_field(words: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """The order of words and options is the user's."""
    Path("app.bzl").write_text("interpreter(quiet = True)\n")

    assert main(["why", *words]) == 0
    assert capfd.readouterr().out.startswith("quiet = True\n")


@pytest.mark.parametrize("profile", ["python", "isolated"])
@pytest.mark.parametrize("output", ["json", "rust", "c", "c-initconfig", "yaml"])
def test_versions_are_told_once(profile: str, output: str) -> None:
    """Each field says for each version that the output serves, once, what holds."""
    config = Config(target=LINUX, interpreter=InterpreterConfig(profile=profile))  # type: ignore[arg-type]
    counts = set()
    for field in effective(config, BY_NAME[output]):
        versions = [version for value in field.values for version in value.versions]
        assert len(set(versions)) == len(versions)
        assert set(versions) <= set(PYTHON_VERSIONS)
        counts.add(frozenset(versions))
        assert field.is_set is (field.name == "profile")
        assert all(value.source is not Cause.OVERRULED for value in field.values)
    assert len(counts) == 1


# Versions

BY_VERSION = """\
compatible_with(python = ">=3.10")
def settings(level):
    interpreter(
        profile = "isolated",
        tracemalloc = level,
        isolated = True,
        use_environment = TARGET.version < (3, 12),
    )
if TARGET.version >= (3, 12):
    settings(2)
else:
    settings(TARGET.version[1])
"""


def test_config_that_goes_by_the_version_is_told_for_each(capfd: pytest.CaptureFixture[str]) -> None:
    """What holds is told with its versions where they differ, and once where they don't."""
    Path("app.bzl").write_text(BY_VERSION)
    late = show_versions(version for version in PYTHON_VERSIONS if version >= Version("3.12"))

    text = why("tracemalloc", capfd=capfd)
    assert text == (
        "tracemalloc = 10\n  set at app.bzl:5:23, on CPython 3.10\n  in the call of the top level at app.bzl:12\n"
        "tracemalloc = 11\n  set at app.bzl:5:23, on CPython 3.11\n  in the call of the top level at app.bzl:12\n"
        f"tracemalloc = 2\n  set at app.bzl:5:23, on CPython {late}\n  in the call of the top level at app.bzl:10\n"
    )
    assert "isolated-overrules" in why("use_environment", capfd=capfd)
    assert "switches it off while `isolated` is on" in why("use_environment", capfd=capfd)
    assert "so no `PYTHON*` variable is read, on CPython 3.10-3.11" in why("use_environment", capfd=capfd)
    assert why("quiet", capfd=capfd) == 'quiet = False\n  the default of the profile "isolated"\n'
    assert f"2                             set at app.bzl:5:23, on CPython {late}" in why(capfd=capfd)


def test_config_that_goes_by_the_version_as_data(capfd: pytest.CaptureFixture[str]) -> None:
    """Each value has its versions and its place."""
    Path("app.bzl").write_text(BY_VERSION)
    data = json.loads(why("tracemalloc", "--json", capfd=capfd))

    assert [("10", ["3.10"]), ("11", ["3.11"])] == [(each["value"], each["versions"]) for each in data["values"][:2]]
    assert {5} == {each["set_at"]["range"]["start"]["line"] for each in data["values"]}
    overruled = json.loads(why("use_environment", "--json", capfd=capfd))["overruled_by"]
    assert [["3.10", "3.11"]] == [each["versions"] for each in overruled]


def test_part_of_a_minor_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    """What gets in the way of a field on some releases of a minor is told of these."""
    Path("app.bzl").write_text("interpreter(malloc_stats = True)")

    assert "malloc-stats-crash: `malloc_stats = True` crashes CPython 3.12.0-3.12.3 at exit" in why(
        "malloc_stats", capfd=capfd
    )
    assert "malloc-stats-crash" in why("malloc_stats", "--python", "3.12.3", capfd=capfd)
    assert "malloc-stats-crash" not in why("malloc_stats", "--python", "3.12.4", capfd=capfd)
