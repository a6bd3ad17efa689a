"""Values of the host come alive: what a program passes, what it leaves to the config, and what it must pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from configlang import evaluate
from configlang.cpython.versions import Version
from tests.hosts import ffi, programs
from tests.hosts.bootable import differences
from tests.hosts.cpythons import VERSIONS, require_cpython
from tests.hosts.host_configs import SHARED, VALUES_PASSED
from tests.hosts.programs import Program

NAMES = ("values", "values_needed")

CODE = "import os; print(*map(os.environ.get, ('TCL_LIBRARY', 'THE_DATA', 'THE_USER')), sep='|')"


def build(folder: Path, version: str, output: str) -> Program:
    """Build a program with an output in C; that of `rust-ffi` is the one that all tests share."""
    if output == "rust-ffi":
        return ffi.make(version)
    cases = {}
    for name in NAMES:
        (folder / f"{name}.bzl").write_text(SHARED[name], encoding="utf-8")
        config = evaluate(folder / f"{name}.bzl").unchecked
        assert config is not None
        cases[name] = (config, output)
    return programs.build(folder, require_cpython(version), cases)


OUTPUTS = [
    *((version, "c") for version in VERSIONS),
    *((version, "c-initconfig") for version in VERSIONS if Version(version) >= Version("3.14")),
    *(
        pytest.param((version, "rust-ffi"), marks=pytest.mark.xdist_group("cargo"))
        for version in sorted({VERSIONS[0], VERSIONS[-1]})
    ),
]


@pytest.fixture(scope="module", params=OUTPUTS, ids="-".join)
def host(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Return a program: one for each CPython and output."""
    return build(tmp_path_factory.mktemp("host"), *request.param)


def test_defaults_hold_where_nothing_is_passed(host: Program) -> None:
    """A host that passes none gets the defaults, with $ORIGIN in them, and what has none stays unset."""
    run = host.run("values", code=CODE)
    report = run.came_up
    said = report["configs"]["config"]

    assert differences(ffi.all_configs()["values"], host.python.version, report, origin=host.origin) == []
    assert said["pycache_prefix"] == f"{host.origin}/data/{host.origin}/cache"
    assert said["run_command"] == "at $ORIGIN: nothing"
    assert (said["optimization_level"], said["write_bytecode"], said["use_hash_seed"]) == (1, 1, 0)
    assert [*said["warnoptions"]] == ["ignore", "default::UserWarning"]
    assert report["path"][:2] == [f"{host.origin}/data/py", "/fixed"]
    assert run.stdout == f"None|{host.origin}/data|None\n"


def test_what_is_passed_counts_and_is_never_expanded(host: Program) -> None:
    """What the host passes takes the place of the marks, in texts, lists and numbers, as it is."""
    run = host.run("values", code=CODE, environment=VALUES_PASSED)
    report = run.came_up
    said = report["configs"]["config"]

    assert said["pycache_prefix"] == f"{VALUES_PASSED['VALUE_data']}/{host.origin}/cache"
    assert said["run_command"] == "at $ORIGIN: $HOST{data}"
    assert (said["optimization_level"], said["write_bytecode"]) == (2, 0)
    assert (said["use_hash_seed"], said["hash_seed"]) == (1, 7)
    assert [*said["warnoptions"]] == ["error"]
    assert report["path"][:4] == [f"{VALUES_PASSED['VALUE_data']}/py", "/fixed", "/m 1", "/m/$ORIGIN"]
    assert run.stdout == f"/tcl/$ORIGIN|{VALUES_PASSED['VALUE_data']}|\u00df\n"


def test_host_decides_how_preinitialisation_goes(host: Program) -> None:
    """A number that both structs have gets into both: here, whether Python reads the command line."""
    run = host.run("values", "-B", "-c", "pass", environment={"VALUE_parses": "1"})

    assert run.came_up["configs"]["pre_config"]["parse_argv"] == 1
    assert run.came_up["configs"]["config"]["write_bytecode"] == 0


def test_wrong_number_is_a_status(host: Program) -> None:
    """A number that the field does not take ends the start, with the name of the value."""
    run = host.run("values", environment={"VALUE_seed": "4294967296"})

    assert run.code == 101
    assert "seed: the host passed a number that is out of range" in run.stderr


@pytest.mark.parametrize("missing", ["VALUE_develops", "VALUE_cache", "VALUE_user"])
def test_missing_value_is_a_status(host: Program, missing: str) -> None:
    """What must be passed and is not ends the start before Python knows of it."""
    passed = {"VALUE_develops": "1", "VALUE_cache": "/cache", "VALUE_user": "me"}
    del passed[missing]
    run = host.run("values_needed", environment=passed)

    assert run.code == 101
    assert run.stderr == f"status 1: {missing.removeprefix('VALUE_')}: the host must pass a value\n"


def test_needed_values_are_taken(host: Program) -> None:
    """With all that must be passed, the start has it."""
    passed = {"VALUE_develops": "1", "VALUE_cache": "/cache", "VALUE_user": "me"}
    said = host.run("values_needed", environment=passed).came_up["configs"]

    assert said["config"]["pycache_prefix"] == "/cache/of/me"
    assert (said["config"]["dev_mode"], said["pre_config"]["dev_mode"]) == (1, 1)
