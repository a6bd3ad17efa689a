"""Rules about what brings CPython up: platforms and outputs that no program of the tests is built for."""

from __future__ import annotations

from typing import Any

import pytest

from configlang.check.engine import check
from configlang.check.families import embedders, importers, origin, workers
from configlang.cpython.targets import parse_target
from configlang.cpython.versions import Version
from configlang.findings.finding import Finding, Severity
from configlang.outputs.table import BY_NAME
from configlang.schema.freeze import freeze
from configlang.schema.origins import Declaration
from tests.unit.test_freeze import LINUX, call

CODES = {rule.code for family in (embedders, importers, origin, workers) for rule in family.RULES}
MACOS, MINGW, MSVC = "aarch64-apple-darwin", "x86_64-pc-windows-gnu", "x86_64-pc-windows-msvc"
HOME = "/opt/python"


def findings_of(*calls: Declaration, output: str = "rust", target: str = LINUX.triple) -> list[Finding]:
    """Return what the family finds in a config for CPython 3.10."""
    frozen = freeze(calls, parse_target(target) or LINUX, Version("3.10"))
    assert frozen.config is not None, frozen.findings
    return [finding for finding in check(frozen.config, frozen.origins, BY_NAME[output]) if finding.code in CODES]


def codes(*calls: Declaration, output: str = "rust", target: str = LINUX.triple) -> list[str]:
    """Return the codes of the same."""
    return [finding.code for finding in findings_of(*calls, output=output, target=target)]


def resources(*embedded: str) -> Declaration:
    """Return the declaration of OxidizedFinder."""
    return call("oxidized_importer", embedded=[*embedded], memory_mapped=[])


def files(*paths: str, enabled: bool = True) -> Declaration:
    """Return the declaration of the importer of files."""
    return call("filesystem_importer", paths=[*paths] or None, mode="replace", enabled=enabled)


# The home


@pytest.mark.parametrize(
    "calls",
    [
        [call("interpreter", home=HOME)],
        [call("interpreter", set_missing_path_configuration=False)],
        [call("interpreter", set_missing_path_configuration=True)],
        [files("$ORIGIN/lib/python3.10")],
        [resources("packed.bin")],
    ],
)
def test_home_is_not_told_where_something_says_it(calls: list[Declaration]) -> None:
    """Whoever names home, search paths or packed resources, or writes the switch down, has decided."""
    assert codes(*calls) == []


@pytest.mark.parametrize(
    ("output", "expected"),
    [("rust", ["implied-home"]), ("rust-expr", ["implied-home"]), ("yaml", []), ("c", []), ("json", [])],
)
def test_home_is_told_where_pyembed_fills_it_in(output: str, expected: list[str]) -> None:
    """PyOxy and the outputs of configlang's own code leave an unset home alone; no interpreter() is needed for it."""
    found = findings_of(output=output)

    assert [finding.code for finding in found] == expected
    assert {finding.severity for finding in found} <= {Severity.INFO}
    assert codes(call("interpreter"), output=output) == expected


# Allocators


@pytest.mark.parametrize(
    ("backend", "target", "expected"),
    [
        ("jemalloc", LINUX.triple, Severity.INFO),
        ("jemalloc", MINGW, Severity.INFO),
        ("jemalloc", MSVC, Severity.ERROR),
        ("mimalloc", MSVC, Severity.INFO),
        ("snmalloc", MACOS, Severity.INFO),
        ("rust", MSVC, None),
        ("default", MSVC, None),
    ],
)
def test_backend_must_be_compiled_in(backend: str, target: str, expected: Severity | None) -> None:
    """A backend with a feature of its own is an info, and an error on the target that it does not build for."""
    found = findings_of(call("interpreter", home=HOME, allocator_backend=backend), target=target)

    assert [finding.severity for finding in found] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"allocator_raw": True}, []),
        ({"allocator_mem": False, "allocator_backend": "default"}, []),
        ({"allocator_mem": True, "allocator_backend": "default"}, ["allocator-backend"]),
        ({"allocator_mem": True, "allocator_obj": True}, ["allocator-backend", "allocator-backend"]),
        ({"allocator_backend": "rust", "allocator_raw": False}, ["allocator-backend"]),
        ({"allocator_backend": "rust", "allocator_raw": False, "allocator_obj": True}, []),
        ({"allocator_backend": "rust"}, []),
    ],
)
def test_backend_and_domains_need_each_other(fields: dict[str, Any], expected: list[str]) -> None:
    """A switch that is on does nothing without a backend, and a backend nothing without a switch."""
    assert codes(call("interpreter", home=HOME, **fields)) == expected


# What pyembed looks at


@pytest.mark.parametrize(
    ("calls", "target", "expected"),
    [
        (["spawn"], LINUX.triple, ["start-method-unused"]),
        (["auto"], LINUX.triple, []),
        (["none"], LINUX.triple, []),
        (["spawn", resources()], LINUX.triple, ["start-method-unused"]),
        (["fork", resources("packed.bin")], LINUX.triple, []),
        (["fork", resources("packed.bin")], MSVC, ["start-method-unused"]),
        (["spawn", resources("packed.bin")], MSVC, []),
    ],
)
def test_start_method_needs_packed_resources(calls: list[str | Declaration], target: str, expected: list[str]) -> None:
    """OxidizedFinder sets it when it imports multiprocessing from them; Windows has one method alone."""
    method, *others = calls
    interpreter = call("interpreter", home=HOME, multiprocessing_start_method=method)

    assert codes(interpreter, *others, target=target) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(("output", "expected"), [("yaml", ["modules-not-written"]), ("rust", [])])
def test_pyoxy_always_runs_a_program(output: str, expected: list[str]) -> None:
    """A host of pyembed without a program in its config may write the file; PyOxy never does."""
    assert codes(call("interpreter", home=HOME, write_modules_directory_env="APP"), output=output) == expected


@pytest.mark.parametrize(
    ("targets", "resolution", "expected"),
    [
        ([], "static:/usr/share/terminfo", ["terminfo-on-windows"]),
        ([MSVC, MINGW], "static:/usr/share/terminfo", ["terminfo-on-windows"]),
        ([MSVC, MACOS], "static:/usr/share/terminfo", []),
        ([], "none", []),
    ],
)
def test_terminals_are_told_where_no_target_has_them(targets: list[str], resolution: str, expected: list[str]) -> None:
    """A config that is meant for another platform as well may set them for all."""
    interpreter = call("interpreter", home=HOME, terminfo_resolution=resolution)
    meant = call("compatible_with", python=None, targets=targets)

    assert codes(interpreter, meant, target=MSVC) == expected


# Workers of multiprocessing


@pytest.mark.parametrize(
    ("fields", "target", "expected"),
    [
        ({}, LINUX.triple, []),
        ({}, MACOS, ["workers-lost"]),
        ({}, MSVC, ["workers-lost"]),
        ({"multiprocessing_auto_dispatch": False}, MSVC, []),
        ({"multiprocessing_auto_dispatch": True}, LINUX.triple, ["workers-lost"]),
        ({"profile": "python"}, LINUX.triple, ["workers-lost"]),
        ({"profile": "python", "parse_argv": False}, LINUX.triple, []),
        ({"argv": ["app"]}, LINUX.triple, ["workers-lost"]),
    ],
)
def test_workers_are_told_where_they_are_spawned(fields: dict[str, Any], target: str, expected: list[str]) -> None:
    """A fault of pyembed is told where multiprocessing spawns by default, or the config speaks of workers."""
    interpreter = call("interpreter", **{"profile": "isolated", "home": HOME, "sys_frozen": True, **fields})

    assert codes(interpreter, target=target) == expected


@pytest.mark.parametrize(("output", "expected"), [("rust", ["workers-lost"]), ("c", []), ("rust-ffi", [])])
def test_unmarked_workers_are_known_outside_of_pyembed(output: str, expected: list[str]) -> None:
    """The outputs of configlang's own code recognise the command that multiprocessing starts a worker with."""
    interpreter = call(
        "interpreter", profile="isolated", home=HOME, multiprocessing_auto_dispatch=True, run_module="app"
    )

    assert codes(interpreter, output=output) == expected


@pytest.mark.parametrize(
    ("fields", "is_told"),
    [
        ({"run_module": "app"}, True),
        ({"run_module": "app", "parse_argv": False}, True),
        # Nothing is run, so that nothing starts a worker.
        ({}, False),
        # They have the mark.
        ({"run_module": "app", "sys_frozen": True}, False),
        # The command line of a worker is read as that of `python`.
        ({"run_module": "app", "parse_argv": True}, False),
        ({"run_module": "app", "multiprocessing_auto_dispatch": False}, False),
    ],
)
def test_unmarked_workers_are_told_where_they_come_to_the_program(fields: dict[str, Any], *, is_told: bool) -> None:
    """Workers that nothing marks are lost where the config runs a program and reads no command line itself."""
    given = {"profile": "isolated", "home": HOME, "multiprocessing_auto_dispatch": True, **fields}
    told = [each.message for each in findings_of(call("interpreter", **given), output="rust")]

    assert is_told is any("starts them with `-c CODE`" in message for message in told)


# Importers


@pytest.mark.parametrize(
    "path",
    [
        "/opt/lib/python310.zip",
        "/opt/lib/python3.10",
        "/opt/lib/python3.13t/lib-dynload/",
        "/usr/lib64/python3.10",
        "C:\\Python\\Lib",
        "$ORIGIN\\DLLs",
        "$ORIGIN/python310.zip",
    ],
)
def test_standard_library_is_needed_by_the_start(path: str) -> None:
    """A path to the standard library makes sense while the importer of files is off."""
    assert codes(call("interpreter"), files(path, enabled=False)) == []


def test_folder_is_told_at_its_place() -> None:
    """Each other folder is told, whether OxidizedFinder is there or not."""
    paths = files("/opt/lib/python3.10", "/opt/app", "/opt/libs", enabled=False)

    assert [finding.message.split('"')[1] for finding in findings_of(paths)] == ["/opt/app", "/opt/libs"]
    assert codes(paths, resources("packed.bin")) == ["importer-off", "importer-off"]


@pytest.mark.parametrize(
    ("others", "output", "expected"),
    [
        ([], "rust", ["importer-off"]),
        ([resources()], "rust", []),
        # A released PyOxy has the standard library inside, and OxidizedFinder on.
        ([], "yaml", []),
    ],
)
def test_oxidized_finder_stands_in(others: list[Declaration], output: str, expected: list[str]) -> None:
    """Where there is another importer, a program may come from there."""
    calls = [call("interpreter", profile="isolated", home=HOME, run_module="app"), files(enabled=False)]

    assert codes(*calls, *others, output=output) == expected


@pytest.mark.parametrize("output", ["rust", "json", "yaml"])
def test_library_is_found_by_the_importer_that_is_named(output: str) -> None:
    """OxidizedFinder stands in for a module in a shared library only where the config says so."""
    calls = [
        call("interpreter", profile="isolated", home=HOME),
        call("dynamic_extension", name="_plugin", path="/opt/lib/_plugin.so"),
        call("dynamic_extension", name="_packed", path="lib/_packed.so", loader="oxidized"),
        files(enabled=False),
        resources(),
    ]

    found = [finding for finding in findings_of(*calls, output=output) if finding.code == "importer-off"]

    assert [finding.message.split()[0] for finding in found] == ["`_plugin`"]
    assert ['loader = "oxidized"' in (finding.hint or "") for finding in found] == [output != "yaml"]


# The folder of the executable


@pytest.mark.parametrize(
    ("calls", "output", "expected"),
    [
        ([call("interpreter", origin="/opt/app", home=HOME)], "rust", ["origin-unused"]),
        ([call("interpreter", origin="/opt/app")], "rust", ["implied-home"]),
        ([call("interpreter", origin="/opt/app")], "json", []),
        ([call("interpreter", origin="/opt/app")], "yaml", ["origin-unused"]),
        ([call("interpreter", origin="/opt/app", home="$ORIGIN/python")], "c", []),
        ([call("interpreter", origin="/opt/app", tcl_library="$ORIGIN/tcl", home=HOME)], "rust", []),
        ([call("interpreter", origin="/opt/app", home=HOME), resources("packed.bin")], "rust", []),
        ([call("interpreter", exe="/opt/app/app", home=HOME)], "rust", []),
        ([call("interpreter", exe="/opt/app/app", home=HOME, program_name="app")], "rust", ["origin-unused"]),
        (
            [call("interpreter", exe="/opt/app/app", origin="/opt/app", program_name="app")],
            "rust",
            ["implied-home", "origin-unused"],
        ),
    ],
)
def test_origin_is_told_where_nothing_reads_it(calls: list[Declaration], output: str, expected: list[str]) -> None:
    """The folder is read for home, sys._MEIPASS, packed resources and `$ORIGIN`; the file for its folder and name."""
    assert codes(*calls, output=output) == expected
