"""The command `boot` on real CPythons: what comes up, what differs, what fails, and that nothing is left behind."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest

from configlang.boot import session
from configlang.boot.pythons import CPython, ask, choose
from configlang.cli.main import main
from configlang.compiler import Job
from configlang.findings.finding import Severity
from configlang.findings.page import Page
from tests.code_pages import BOOT
from tests.docs.pages import ROOT, blocks_of, matches
from tests.fetch_cpython.table import USUAL
from tests.hosts.cargo import missing
from tests.hosts.cpythons import VERSIONS, require_cpython, require_tool

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the CPythons of these tests are Linux's")

CLEAN = """\
interpreter(profile = "isolated", utf8_mode = True, optimization_level = 1, set_missing_path_configuration = False)
static_extension("fast")
"""
FAST = """\
#include <Python.h>
static int fill(PyObject *module) { return PyModule_AddIntConstant(module, "answer", 42); }
static PyModuleDef_Slot slots[] = {{Py_mod_exec, (void *)fill}, {0, NULL}};
static PyModuleDef definition = {PyModuleDef_HEAD_INIT, "fast", NULL, 0, NULL, slots, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_fast(void) { return PyModuleDef_Init(&definition); }
"""
RUNS_FAST = """\
interpreter(
    set_missing_path_configuration = False,
    profile = "isolated",
    utf8_mode = True,
    run_command = "import sys, fast; print(sys.argv[1:], fast.answer, sys.stdin.read()); sys.exit(3)",
)
static_extension("fast")
"""
SLEEPS = """\
interpreter(
    set_missing_path_configuration = False,
    profile = "isolated",
    utf8_mode = True,
    run_command = "import time; print('up', flush=True); time.sleep(600)",
)
"""


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder, with a temporary folder that shows what is left behind, and no settings of others."""
    require_tool("cc")
    (tmp_path / "work").mkdir()
    (tmp_path / "temporary").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    for name in ("CC", "CONFIGLANG_DEBUG", *(name for name in os.environ if name.startswith("PYTHON"))):
        monkeypatch.delenv(name, raising=False)


def prefix(version: str = "3.12") -> str:
    """Return what `--python` takes for a CPython of a version that is found here."""
    return str(require_cpython(version).prefix)


def boot(text: str, *arguments: str, python: str | None = None) -> int:
    """Boot a config with one CPython, 3.12 where none is given."""
    Path("app.bzl").write_text(text)
    return main(["boot", "app.bzl", "--python", python or prefix(), *arguments])


def booted(capfd: pytest.CaptureFixture[str]) -> tuple[dict[str, Any], str]:
    """Return the one boot of the JSON on stdout, and stderr."""
    out, err = capfd.readouterr()
    document = json.loads(out)
    assert {"format", "boots"} == document.keys()
    (result,) = document["boots"]
    return result, err


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    """Neither the folder of the config nor that of temporary files holds anything afterwards."""
    assert 0 == boot(CLEAN, "--origin", "/somewhere")
    assert ["app.bzl"] == [path.name for path in Path().iterdir()]
    assert [] == list((tmp_path / "temporary").iterdir())


@pytest.mark.parametrize("version", VERSIONS)
def test_clean_config_boots_on_every_cpython(version: str, capfd: pytest.CaptureFixture[str]) -> None:
    """What the config says is what came up, on the CPython that was named, and nothing is found."""
    python = require_cpython(version)
    # Fetched ones do not find themselves, and no other needs help.
    home = ("--home", str(python.prefix)) if version in USUAL else ()
    assert 0 == boot(CLEAN, *home, "--json", "--", "--version", "x y", python=str(python.prefix))
    result, err = booted(capfd)
    assert "" == err
    assert (next(iter(home[1:]), None), True) == (result["home"], result["stands"])
    assert ("started", None, []) == (result["outcome"], result["reason"], result["differences"])
    assert (version, python.full_version) == (result["python"]["version"], result["python"]["full_version"])
    assert result["sys"]["version"].startswith(python.full_version + " ")
    assert (1, 1, 1) == tuple(result["sys"]["flags"][name] for name in ("isolated", "utf8_mode", "optimize"))
    assert [str(Path("app").absolute()), "--version", "x y"] == result["sys"]["argv"]
    assert 1 == result["configs"]["config"]["optimization_level"]
    assert ["BuiltinImporter", "FrozenImporter", "PathFinder"] == [
        name for name in result["sys"]["meta_path"] if name != "DistutilsMetaFinder"
    ]
    assert {"imported": True, "stand_in": True, "origin": "built-in", "error": None}.items() <= result["modules"][
        0
    ].items()


WORKERS = """\
interpreter(
    set_missing_path_configuration = False,
    parse_argv = False,
    utf8_mode = True,
    run_command = "import multiprocessing as mp; p = mp.get_context('spawn').Pool(1); print(p.map(abs, [-4]))",
)
"""


@pytest.mark.parametrize("version", VERSIONS)
def test_spawned_workers_find_the_program(version: str, tmp_path: Path) -> None:
    """The program stands where `sys.executable` says, and what starts it once more gets the same home and origin."""
    Path("app.bzl").write_text(WORKERS)
    home = str(require_cpython(version).prefix)
    process = start("--run", "--python", home, "--home", home, temporary=tmp_path / "temporary")
    out, err = process.communicate(timeout=120)

    assert "[4]\n" in out, err
    assert f"  executable  {Path('app').absolute()}\n" in out
    assert ["app.bzl"] == [path.name for path in Path().iterdir()]


def test_program_stands_beside_a_file_of_its_name(capfd: pytest.CaptureFixture[str]) -> None:
    """What is there already stays as it is."""
    Path("app").write_text("mine")
    assert 0 == boot(CLEAN, "--json")
    result, _ = booted(capfd)

    assert (str(Path("app.boot").absolute()), True) == (result["sys"]["executable"], result["stands"])
    assert "mine" == Path("app").read_text()


@pytest.mark.parametrize("name", ["PYTHONHOME", "PYTHONPLATLIBDIR"])
def test_variable_that_hides_the_library_is_named(
    name: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """What the environment does is blamed on its variable, with the folders, and no home of ours hides it."""
    monkeypatch.setenv(name, "/nowhere")
    assert 1 == boot("interpreter()", "--json")
    result, err = booted(capfd)

    assert ("failed", None) == (result["outcome"], result["home"])
    assert f"the variable {name} of the environment says /nowhere" in err
    assert re.search(r"it looked in:\n  \|     \S+python312\.zip", err)
    assert 0 == boot("interpreter(use_environment = False)")


def test_virtual_environment_as_home_is_named(capfd: pytest.CaptureFixture[str]) -> None:
    """It holds no library; the field that it belongs into is told."""
    Path("env").mkdir()
    Path("env/pyvenv.cfg").write_text("home = /usr/bin\n")
    env = Path("env").absolute()
    for text, more, words in (
        ('interpreter(home = "$ORIGIN/env")', (), f"`home`: `{env}` is a virtual environment"),
        ("interpreter()", ("--home", "env"), f"the home of the host is {env}, a virtual environment"),
    ):
        assert 1 == boot(text, *more)
        err = capfd.readouterr().err
        assert "error[boot-failed]" in err
        assert words in err
        assert "virtual_environment(" in err


def test_home_of_ours_is_an_error_that_is_said_first(capfd: pytest.CaptureFixture[str]) -> None:
    """A config that starts only with a home from the host does not pass for one that starts."""
    text = 'interpreter(prefix = "/nowhere", exec_prefix = "/nowhere")'
    assert 1 == boot(text)
    out, err = capfd.readouterr()
    assert out.splitlines()[0].endswith(": starts only with a home from the host")
    assert "error[boot-needs-home]" in err
    assert "    /nowhere/lib/python3.12\n" in err
    assert 0 == boot(text, "--home", prefix())
    out, err = capfd.readouterr()
    assert "starts only" not in out
    assert f"  home        {prefix()}, from the host\n" in out
    assert "boot-needs-home" not in err


def test_library_of_a_build_is_hinted_at(capfd: pytest.CaptureFixture[str]) -> None:
    """Where a declared library lies in the folder of a build, the finding says with which option it is found."""
    Path("build/lib").mkdir(parents=True)
    Path("build/lib/shared.so").write_text("")
    text = (
        'interpreter(profile = "isolated")\nfilesystem_importer(paths = ["$ORIGIN/lib"], mode = "prepend")\n'
        'dynamic_extension("shared", "$ORIGIN/lib/shared.so")\ndynamic_extension("other", "$ORIGIN/lib/other.so")\n'
    )
    assert 1 == boot(text)
    err = capfd.readouterr().err
    assert f"there is no file {Path('lib/shared.so').absolute()}; `--origin` says where the program lies, as in" in err
    assert "as in `--origin build`" in err
    assert "other.so; `--origin` says where the program lies, the folder that the program is built into" in err


def test_c_initconfig_boots(capfd: pytest.CaptureFixture[str]) -> None:
    """The other output in C is built and started just so."""
    assert 0 == boot(CLEAN, "--format", "c-initconfig", "--home", prefix("3.14"), "--json", python=prefix("3.14"))
    result, _ = booted(capfd)
    assert ("started", 1) == (result["outcome"], result["sys"]["flags"]["optimize"])


def test_refusal_of_the_output_is_found(capfd: pytest.CaptureFixture[str]) -> None:
    """What the output can't say is reported as it is elsewhere, and nothing is built."""
    assert 1 == boot(CLEAN, "--format", "c-initconfig", "--json")
    result, err = booted(capfd)
    assert ("failed", "the output c-initconfig refuses the config") == (result["outcome"], result["reason"])
    assert "error[python-unsupported]" in err


def test_difference_is_a_warning_at_its_argument(capfd: pytest.CaptureFixture[str]) -> None:
    """A value that CPython overwrites is shown where it is declared, also where the checker refuses the config."""
    config = "interpreter(\n    isolated = True,\n    use_environment = True,\n    warn_default_encoding = True,\n)\n"
    assert 1 == boot(config, "--json")
    result, err = booted(capfd)
    assert [
        {"field": "use_environment", "said": "True", "got": "False"},
        {"field": "warn_default_encoding", "said": "True", "got": "False"},
    ] == result["differences"]
    assert "app.bzl:3:23: warning[boot-differs]: `use_environment`: the config says True; CPython 3.12" in err
    assert "app.bzl:4:29: warning[boot-differs]" in err
    assert "app.bzl:3:23: error[isolated-overrules]" in err


def test_difference_can_be_silenced(capfd: pytest.CaptureFixture[str]) -> None:
    """Who knows about a difference silences it there."""
    codes = "boot-differs,never-takes-effect"
    assert 0 == boot(f"interpreter(warn_default_encoding = True)  # configlang: disable={codes}\n", "--json")
    result, err = booted(capfd)
    assert 1 == len(result["differences"])
    assert "" == err


def test_paths_stand_where_the_config_says(capfd: pytest.CaptureFixture[str]) -> None:
    """`$ORIGIN` is the folder of the config or that of `--origin`, and the paths are in the order of the config."""
    config = 'filesystem_importer(paths = ["$ORIGIN/lib", "$ORIGIN"], mode = "prepend")\n'
    assert 0 == boot(config, "--json")
    result, _ = booted(capfd)
    here = str(Path().absolute())
    assert [f"{here}/lib", here] == result["sys"]["path"][:2]
    assert 0 == boot(config, "--json", "--origin", "/opt/app")
    result, err = booted(capfd)
    assert (["/opt/app/lib", "/opt/app"], "/opt/app") == (result["sys"]["path"][:2], result["origin"])
    assert "/opt/app/app" == result["sys"]["executable"]
    assert "" == err


def test_origin_of_the_config_is_kept(capfd: pytest.CaptureFixture[str]) -> None:
    """Where the config itself says what `$ORIGIN` is, the program gets no other unless one is asked for."""
    config = 'interpreter(origin = "/opt/fixed")\nfilesystem_importer(paths = ["$ORIGIN/lib"], mode = "append")\n'
    assert 0 == boot(config, "--json")
    result, err = booted(capfd)
    assert ("/opt/fixed", "") == (result["origin"], err)
    assert "/opt/fixed/lib" in result["sys"]["path"]


def test_missing_standard_library_is_a_failed_boot(capfd: pytest.CaptureFixture[str]) -> None:
    """A path without the standard library does not start; CPython's own words say why, and no home helps."""
    assert 1 == boot('filesystem_importer(paths = ["/nowhere"])\n', "--json")
    result, err = booted(capfd)
    assert ("failed", None, {}) == (result["outcome"], result["home"], result["sys"])
    assert result["reason"].startswith("CPython 3.12")
    assert "error[boot-failed]" in err
    assert "codec" in err


def test_end_that_cpython_asks_for_is_no_start(capfd: pytest.CaptureFixture[str]) -> None:
    """An argument that CPython takes for itself ends the host, which is reported and does not look like a start."""
    assert 1 == boot("interpreter(parse_argv = True)\n", "--json", "--", "--version")
    result, err = booted(capfd)
    assert "failed" == result["outcome"]
    assert "exit code 0, as for --version" in err


@pytest.mark.parametrize(
    ("source", "code", "text"),
    [
        ('PyErr_SetString(PyExc_ValueError, "no way"); return NULL;', "boot-import", "ValueError: no way"),
        ("abort();", "boot-crashed", "SIGABRT while it imported `fast`"),
        ("exit(7);", "boot-crashed", "exit code 7 while it imported `fast`"),
        ("for (;;) {}", "boot-timeout", "while it imported `fast`"),
    ],
)
def test_module_that_fails_is_an_error_at_its_declaration(
    source: str, code: str, text: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Whether an import raises, dies, ends the process or hangs: the module is named, at its place."""
    Path("fast.c").write_text(f"#include <Python.h>\nPyMODINIT_FUNC PyInit_fast(void) {{ {source} }}\n")
    assert 1 == boot(CLEAN, "--with", "fast.c", "--json", "--timeout", "2" if code == "boot-timeout" else "60")
    result, err = booted(capfd)
    assert ("started", False) == (result["outcome"], result["modules"][0]["imported"])
    assert f"app.bzl:2:18: error[{code}]" in err
    assert text in err


def test_module_without_its_package_is_an_error(capfd: pytest.CaptureFixture[str]) -> None:
    """A dotted module whose package is not on the path is not imported, also where a Rust path names its init."""
    assert 1 == boot('static_extension("no_such.fast", init = "crate::fast::init")\n', "--json")
    result, err = booted(capfd)
    assert "ModuleNotFoundError: No module named 'no_such'" == result["modules"][0]["error"]
    assert "app.bzl:1:18: error[boot-import]" in err


def test_rust_paths_have_stand_ins(capfd: pytest.CaptureFixture[str]) -> None:
    """A config for Rust boots: what only Rust could call is an empty module."""
    assert 0 == boot('static_extension("fast", init = "crate::fast::init")\n', "--json")
    result, _ = booted(capfd)
    assert (True, True) == (result["modules"][0]["imported"], result["modules"][0]["stand_in"])


@pytest.mark.parametrize("kind", ["source", "object", "archive", "shared"])
def test_given_files_are_linked(kind: str, capfd: pytest.CaptureFixture[str]) -> None:
    """A source, an object, an archive or a shared library has the init function, and no stand-in takes its place."""
    python = require_cpython("3.12")
    Path("-fast.c").write_text(FAST)
    compile_it = ["cc", "-isystem", str(python.include), "./-fast.c"]
    commands = {
        "source": [],
        "object": [[*compile_it, "-c", "-o", "fast.o"]],
        "archive": [[*compile_it, "-c", "-o", "fast.o"], ["ar", "rcs", "libfast.a", "fast.o"]],
        "shared": [[*compile_it, "-shared", "-fPIC", "-o", "libfast.so"]],
    }[kind]
    for command in commands:
        subprocess.run(command, check=True)
    given = {"source": "-fast.c", "object": "fast.o", "archive": "libfast.a", "shared": "libfast.so"}[kind]
    assert 0 == boot(CLEAN, f"--with={given}", "--json")
    result, err = booted(capfd)
    assert (True, False) == (result["modules"][0]["imported"], result["modules"][0]["stand_in"])
    assert "" == err


def test_program_runs_with_our_streams(tmp_path: Path) -> None:
    """With `--run` the program reads our stdin and writes to our stdout behind the report; its exit code is shown."""
    Path("app.bzl").write_text(RUNS_FAST)
    Path("fast.c").write_text(FAST)
    done = command("--run", "--with", "fast.c", "--", "a", "--help", temporary=tmp_path / "temporary", stdin="hello")
    assert (0, "") == (done.returncode, done.stderr)
    report, _, rest = done.stdout.partition("['a', '--help'] 42 hello\n")
    assert "started     yes" in report
    assert "  program     exit code 3\n" == rest


def test_program_keeps_off_the_document(capfd: pytest.CaptureFixture[str]) -> None:
    """With `--json` stdout is the document alone, which has the exit code; the program writes to stderr."""
    fields = 'profile = "isolated", utf8_mode = True, set_missing_path_configuration = False'
    assert 0 == boot(f'interpreter({fields}, run_command = "print(1); raise SystemExit(5)")', "--json", "--run")
    result, err = booted(capfd)
    assert (5, "1\n") == (result["exit_code"], err)


def test_program_that_dies_or_hangs_is_an_error(capfd: pytest.CaptureFixture[str]) -> None:
    """A program that ends by a signal is an error, and so is one that takes too long."""
    dies = 'interpreter(profile = "isolated", utf8_mode = True, run_command = "import os; os.kill(os.getpid(), 9)")\n'
    assert 1 == boot(dies, "--json", "--run")
    result, err = booted(capfd)
    assert -9 == result["exit_code"]
    assert "died of SIGKILL while it ran the program" in err
    assert 1 == boot(SLEEPS, "--json", "--run", "--timeout", "1.5")
    result, err = booted(capfd)
    assert result["exit_code"] is None
    assert "error[boot-timeout]" in err


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_interrupt_ends_everything(number: signal.Signals, code: int, tmp_path: Path) -> None:
    """Whoever ends the command ends the program that it runs, and no temporary folder stays."""
    Path("app.bzl").write_text(SLEEPS)
    process = start("--run", temporary=tmp_path / "temporary", stdin=subprocess.DEVNULL)
    assert process.stdout
    lines = [process.stdout.readline()]
    while lines[-1] not in {"up\n", ""}:
        lines.append(process.stdout.readline())
    process.send_signal(number)
    _, err = process.communicate(timeout=30)
    assert (code, "", "up\n") == (process.returncode, err, lines[-1])
    assert [] == list((tmp_path / "temporary").iterdir())


def test_all_boots_with_every_cpython_found(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """With `--all` each CPython has its place in one document, and what the config is not meant for is left out."""
    versions = [require_cpython(version) for version in ("3.11", "3.12", "3.13")]
    found = {python.full_version for python in versions}
    monkeypatch.setenv("PATH", str(Path(require_tool("cc")).parent))
    Path("app.bzl").write_text('compatible_with(python = ">=3.12,<3.14")\ninterpreter(warn_default_encoding = True)\n')
    assert 0 == main(["boot", "app.bzl", "--all", "--json"])
    out, err = capfd.readouterr()
    boots = {
        each["python"]["full_version"]: each
        for each in json.loads(out)["boots"]
        if each["python"]["full_version"] in found
    }
    assert ["skipped", "started", "started"] == [boots[python.full_version]["outcome"] for python in versions]
    assert "the config is not meant for it" == boots[versions[0].full_version]["reason"]
    assert {tuple(each) for each in boots.values()} == {
        (
            "python",
            "outcome",
            "reason",
            "origin",
            "stands",
            "home",
            "differences",
            "modules",
            "sys",
            "configs",
            "exit_code",
        )
    }
    # What they have in common is said once.
    assert re.search(rf"CPython .*{versions[1].full_version}.*, {versions[2].full_version} came up with False", err)
    assert err.count("[boot-differs]") == 1


def test_all_shows_a_table(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """For people the reports are followed by a line for each CPython."""
    python = require_cpython("3.12")
    monkeypatch.setattr(
        "configlang.boot.pythons._candidates", lambda: [f"{prefix(v)}/bin/python3" for v in ("3.12", "3.11")]
    )
    Path("app.bzl").write_text('compatible_with(python = "==3.12")\n')
    assert 0 == main(["boot", "app.bzl", "--all"])
    lines = capfd.readouterr().out.splitlines()
    assert f"CPython {python.full_version} ({python.prefix})" in lines
    assert [["CPython", "started"], [lines[-2].split()[0], "left"], [python.full_version, "yes"]] == [
        line.split()[:2] for line in lines[-3:]
    ]


def test_all_without_a_fitting_cpython_is_an_error(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Where every CPython is left out, nothing was shown, and that is no success."""
    monkeypatch.setattr("configlang.boot.pythons._candidates", lambda: [f"{prefix()}/bin/python3"])
    Path("app.bzl").write_text('compatible_with(python = "==3.9")\n')
    assert 1 == main(["boot", "app.bzl", "--all"])
    assert "error[unknown-cpython]: the config is meant for none of the CPythons here" in capfd.readouterr().err


def test_without_compiler_there_is_a_finding(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """No compiler on PATH is a finding that says what to do, and no traceback."""
    python = prefix()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert 1 == boot(CLEAN, "--json", python=python)
    result, err = booted(capfd)
    assert "failed" == result["outcome"]
    assert err.startswith("error[no-compiler]: `cc` is not on PATH")
    assert "CC=clang" in err


@pytest.mark.parametrize("compiler", ["clang -m64", "gcc -O1"])
def test_compiler_is_that_of_the_variable(
    compiler: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """`CC` names the compiler, with options."""
    require_tool(compiler.partition(" ")[0])
    monkeypatch.setenv("CC", compiler)
    assert 0 == boot(CLEAN, "--json")
    assert "started" == booted(capfd)[0]["outcome"]


@pytest.mark.parametrize(
    ("change", "code"),
    [('s,"prefix": ",&/nowhere,; s,include/,nowhere/,g', "no-headers"), ("s,libpython,nowhere,g", "no-libpython")],
)
def test_incomplete_cpython_is_left_out_of_all(
    change: str, code: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A CPython without headers or libpython is an error by itself, and an info beside one that can be booted."""
    fake = Path("bare/bin/python3")
    fake.parent.mkdir(parents=True)
    fake.write_text(f"#!/bin/sh\n{prefix()}/bin/python3 \"$@\" | sed '{change}'\n")
    fake.chmod(0o755)
    assert 1 == boot(CLEAN, "--json", python="bare")
    result, err = booted(capfd)
    assert "skipped" == result["outcome"]
    assert f"error[{code}]" in err
    monkeypatch.setattr("configlang.boot.pythons._candidates", lambda: [str(fake), f"{prefix('3.11')}/bin/python3"])
    assert 0 == main(["boot", "app.bzl", "--all"])
    assert f"info[{code}]" in capfd.readouterr().err


def test_static_libpython_boots() -> None:
    """A CPython with a static libpython only is linked into the program."""
    found = choose(prefix())
    assert isinstance(found, CPython)
    archive = next(Path(found.prefix).glob("lib/python3*/config-3*/libpython3*.a"), None)
    if archive is None:
        pytest.skip("this CPython has no static libpython beside the shared one")
    python = attrs.evolve(found, library=str(archive), is_shared=False, link_flags=("-lm", "-ldl", "-Wl,-E"))
    Path("app.bzl").write_text(CLEAN)
    Path("build").mkdir()
    settings = session.Settings(name="app", folder="", timeout=60)
    result, _ = session.boot(Job(path="app.bzl", python=str(python.version), outputs=("c",)), python, "build", settings)
    assert ("started", ()) == (result.boot.outcome, result.boot.problems)


def test_interpreter_without_importers_is_reported(capfd: pytest.CaptureFixture[str]) -> None:
    """A config that switches the importers of files off is asked all the same."""
    assert 0 == boot("filesystem_importer(enabled = False)\n", "--json")
    result, err = booted(capfd)
    assert (["BuiltinImporter", "FrozenImporter"], []) == (result["sys"]["meta_path"], result["sys"]["path_hooks"])
    assert "" == err


@pytest.mark.parametrize("page", BOOT, ids=lambda page: page.code)
def test_command_of_a_page_yields_its_code(page: Page, tmp_path: Path) -> None:
    """The command of a page meets the mistake that it is an example of."""
    own = ask(sys.executable)
    if not isinstance(own, CPython) or not own.can_be_embedded:
        missing("needs headers and a libpython of the CPython that runs this")
    program = f'configlang() {{ "{sys.executable}" -m configlang "$@"; }}\n{page.example.text}'
    done = subprocess.run(
        [require_tool("bash"), "-c", program], env=environment(tmp_path), capture_output=True, text=True, check=False
    )
    assert re.search(rf"\[{page.code}\]", done.stderr), done.stderr
    assert done.returncode == (1 if page.severity is Severity.ERROR else 0)


def test_page_shows_what_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    """The reports and findings on the how-to page are those of its config."""
    python = require_cpython("3.12")
    shown = []
    for block in blocks_of(ROOT / "docs" / "how-to" / "boot.md"):
        if block.title:
            Path(block.title).write_text(block.text)
        elif block.words == ("sh",) and block.text.startswith("configlang boot ") and "--all" not in block.text:
            words = block.text.split("#")[0].split()[1:]
            main([str(python.prefix) if word == "3.12" else word for word in words])
        elif block.words == ("text",):
            out, err = capfd.readouterr()
            real = (out + err).replace(str(python.prefix), "/opt/python3.12").replace(python.full_version, "3.12.1")
            shown.append((block.text, real.replace(str(Path().absolute()), "/home/me/app")))
    assert len(shown) >= 2
    for text, real in shown:
        assert matches(text, real), real


def environment(temporary: Path) -> dict[str, str]:
    """Return the variables for the command as a process of its own."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "CONFIGLANG_"))}
    return {**ours, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)}


def start(*arguments: str, temporary: Path, stdin: int = subprocess.PIPE) -> subprocess.Popen[str]:
    """Start the command as a process of its own, which heeds interrupts."""
    heed = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    program = heed + "from configlang.cli.main import main; sys.exit(main())"
    return subprocess.Popen(
        [sys.executable, "-c", program, "boot", "app.bzl", "--python", prefix(), *arguments],
        env=environment(temporary),
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def command(*arguments: str, temporary: Path, stdin: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own to its end."""
    process = start(*arguments, temporary=temporary)
    out, err = process.communicate(stdin, timeout=60)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)
