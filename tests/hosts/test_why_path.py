"""The search path that `why --html` tells of is the one that comes up."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from configlang.cli.main import main
from configlang.compiler import Job, compile_config
from configlang.outputs.table import BY_NAME
from configlang.schema.variants import Variant
from configlang.why.paths import WHEN, Entry, paths
from configlang.why.scene import Scene
from configlang.why.told import tell_fields
from tests.hosts.cpythons import VERSIONS, CPython, require_cpython, require_tool

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the CPythons of these tests are Linux's")

CONFIGS = {
    "computed": 'interpreter(profile = "isolated", set_missing_path_configuration = False)\n',
    "without_site": """\
interpreter(profile = "isolated", site_import = False, set_missing_path_configuration = False)
""",
    "variable": """\
interpreter(
    profile = "python",
    parse_argv = False,
    user_site_directory = False,
    python_path_env = "/some/where:/else/where",
    set_missing_path_configuration = False,
)
""",
    "home": 'interpreter(profile = "isolated", home = PREFIX)\n',
    "prefix": 'interpreter(profile = "isolated", prefix = PREFIX, set_missing_path_configuration = False)\n',
    "replaced": """\
interpreter(profile = "isolated", home = PREFIX)
filesystem_importer(paths = ["$ORIGIN/own"] + stdlib_paths(PREFIX, python = TARGET.python))
""",
    "replaced_alone": """\
interpreter(profile = "isolated", set_missing_path_configuration = False)
filesystem_importer(paths = stdlib_paths(PREFIX, python = TARGET.python))
""",
    "prepended": """\
interpreter(profile = "isolated", set_missing_path_configuration = False)
filesystem_importer(paths = ["$ORIGIN/one", "$ORIGIN/two"], mode = "prepend")
""",
    "environment": """\
interpreter(profile = "isolated", set_missing_path_configuration = False)
virtual_environment(path = "$ORIGIN/env")
""",
    "appended": """\
interpreter(profile = "isolated", set_missing_path_configuration = False)
filesystem_importer(paths = ["$ORIGIN/one", "$ORIGIN/two"], mode = "append")
""",
}
HEAD = 'load("@stdlib//:paths.bzl", "stdlib_paths")\nPREFIX = variable("prefix")\n'


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder, with none of Python's own variables around."""
    require_tool("cc")
    monkeypatch.chdir(tmp_path)
    for name in ("CC", "PYTHONPATH", "PYTHONHOME", "PYTHONNOUSERSITE"):
        monkeypatch.delenv(name, raising=False)


def told(python: CPython) -> tuple[Entry, ...]:
    """Return the entries that are told of the config for a CPython."""
    variables = {"prefix": str(python.prefix)}
    job = Job(path="app.bzl", variables=variables, python=python.version, outputs=("c",))
    evaluation, _ = compile_config(job)
    assert evaluation.unchecked is not None, evaluation.findings
    variants = [Variant(evaluation.unchecked, evaluation.origins)]
    fields = tell_fields(variants, BY_NAME["c"])
    (path,) = paths(Scene(variants, BY_NAME["c"], fields))
    return path.entries


def boot(python: CPython, capfd: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Return what came up."""
    main(["boot", "app.bzl", "--python", str(python.prefix), "-D", f"prefix={python.prefix}", "--json"])
    report: dict[str, Any] = json.loads(capfd.readouterr().out)["boots"][0]
    assert report["outcome"] == "started", report
    return report


@pytest.mark.parametrize("name", CONFIGS)
@pytest.mark.parametrize("version", VERSIONS)
def test_path_is_the_one_that_comes_up(version: str, name: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Each entry is there, in its place, and no other is; what stands in words is no entry of these configs."""
    if name == "prefix" and version in {"3.8", "3.9", "3.10"}:
        pytest.skip("`prefix` on its own says nothing before 3.11")
    python = require_cpython(version)
    Path("app.bzl").write_text(f"{HEAD}{CONFIGS[name]}_ = PREFIX\n")

    if name == "environment":
        subprocess.run([str(python.executable), "-m", "venv", "--without-pip", "env"], check=True)

    report = boot(python, capfd)
    entries = [entry for entry in told(python) if not entry.why.startswith(WHEN)]

    assert all(entry.is_path for entry in entries)
    expected = [
        entry.text.replace("$ORIGIN", report["origin"]).replace("PREFIX", report["sys"]["base_prefix"])
        for entry in entries
    ]
    expected = [path for path in expected if not path.endswith("site-packages") or Path(path).is_dir()]
    # Debian's own `site` has a folder of its own.
    assert expected == [path for path in report["sys"]["path"] if not path.endswith("dist-packages")]


SHOWS = "import sys; print(repr(sys.path[0]))"
RUNNING = {
    "command": (f'parse_argv = False, run_command = "{SHOWS}"', "the folder of sys.argv[0]", "FOLDER"),
    "parsed_command": (f'parse_argv = True, run_command = "{SHOWS}"', '""', ""),
    "parsed_module": ('parse_argv = True, run_module = "shows"', "the working folder", "FOLDER"),
    "fixed": (
        f'parse_argv = False, argv = ["some/where.py"], run_command = "{SHOWS}"',
        'the folder of "some/where.py"',
        "some",
    ),
    "file": ('parse_argv = False, argv = ["folder/x.py"], run_filename = "shows.py"', "shows.py", "folder"),
    "parsed_file": ('parse_argv = True, run_filename = "folder/__main__.py"', "folder/__main__.py", ""),
    "folder": ('parse_argv = False, run_filename = "folder"', "folder", "FOLDER/folder"),
}


@pytest.mark.parametrize("is_safe", [False, True])
@pytest.mark.parametrize("name", RUNNING)
def test_what_a_run_puts_first(name: str, capfd: pytest.CaptureFixture[str], *, is_safe: bool) -> None:
    """What comes first goes by argv, unless the path is safe; a folder that runs is there anyway."""
    if is_safe and name == "parsed_module":
        pytest.skip("nothing would find the module")
    python = require_cpython("3.12")
    fields, text, first = RUNNING[name]
    Path("folder").mkdir()
    for path in (Path("shows.py"), Path("folder/__main__.py")):
        path.write_text(f"{SHOWS}\n")
    Path("app.bzl").write_text(
        f'{HEAD}interpreter(profile = "python", use_environment = False, set_missing_path_configuration = False, '
        f"safe_path = {is_safe}, {fields})\n_ = PREFIX\n"
    )

    shown = [entry.text for entry in told(python) if entry.why.startswith(WHEN)]
    main(["boot", "app.bzl", "--python", str(python.prefix), "-D", f"prefix={python.prefix}", "--json", "--run"])
    got = capfd.readouterr().err.split("\n")[0]

    is_first = not is_safe or name == "folder"
    assert shown == ([text] if is_first or "file" in name else [])
    expected = first.replace("FOLDER", str(Path.cwd())) if is_first else f"{python.prefix}/lib/python312.zip"
    assert got == repr(expected)
