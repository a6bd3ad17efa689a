"""Generated C of a config that goes by the version: one text, in which each CPython has what the config is for it."""

from __future__ import annotations

import sys
from pathlib import Path

import attrs
import pytest

from configlang import evaluate
from configlang.cpython.versions import Version
from tests.hosts import programs
from tests.hosts.cpythons import VERSIONS, require_cpython
from tests.hosts.programs import COMPILERS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")

CONFIG = """
load("@stdlib//:paths.bzl", "stdlib_paths")

PREFIX = variable("prefix")
LEVEL = host_value("level", type = int, default = 1)
CHECKS = host_value("checks", default = "always")
interpreter(
    profile = "isolated",
    utf8_mode = True,
    site_import = False,
    safe_path = True if TARGET.version >= (3, 11) else None,
    tracemalloc = TARGET.version[1],
    pycache_prefix = "/nowhere/" + TARGET.python if TARGET.version != (3, 9) else None,
    warn_options = ["error"] if TARGET.version < (3, 12) else None,
    optimization_level = LEVEL if TARGET.version >= (3, 12) else 0,
    run_command = "# " + CHECKS if TARGET.version >= (3, 10) else "pass",
    import_time = 2 if TARGET.version >= (3, 14) else None,
)
filesystem_importer(paths = (["$ORIGIN/lib"] if TARGET.version > (3, 9) else []) + stdlib_paths(PREFIX))
"""


@pytest.mark.parametrize("compiler", COMPILERS)
@pytest.mark.parametrize("version", VERSIONS)
def test_each_version_has_its_own(version: str, compiler: str, tmp_path: Path) -> None:
    """What comes up is what comes up of the text for that version alone, and it compiles without a warning."""
    python = require_cpython(version)
    (tmp_path / "app.bzl").write_text(CONFIG)
    evaluation = evaluate(tmp_path / "app.bzl", variables={"prefix": str(python.prefix)}, outputs=["c"])
    configs = evaluation.configs
    cases = {
        "all_versions": (attrs.evolve(evaluation.require(), python=None), "c"),
        "one_version": (configs[Version(version)], "c"),
    }
    program = programs.build(
        tmp_path,
        python,
        cases,
        compiler=COMPILERS[compiler],
        variants={"all_versions": tuple(reversed([*configs.values()]))},
    )

    passed = {"VALUE_level": "2", "VALUE_checks": "never"}
    seen = {name: program.run(name, environment=passed) for name in cases}
    # The name of the case is an argument of the program.
    assert str(seen["one_version"].report) == str(seen["all_versions"].report).replace("all_versions", "one_version")
    report = seen["all_versions"].report
    assert report is not None
    assert version == report["version"]
    assert f"/lib/python{version}" in str(report["path"])
    assert report["configs"]["config"]["tracemalloc"] == Version(version).minor
    assert report["configs"]["config"]["pycache_prefix"] == (None if version == "3.9" else f"/nowhere/{version}")
    assert report["configs"]["config"]["optimization_level"] == (2 if Version(version) >= Version("3.12") else 0)
    assert report["configs"]["config"]["run_command"] == ("# never" if Version(version) >= Version("3.10") else "pass")
