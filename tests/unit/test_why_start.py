"""The order of a start, as it is told, is that of the code which is emitted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from configlang.compiler import Job, Wanted, compile_config
from configlang.outputs.table import BY_NAME, NO_FILE
from configlang.schema.variants import Variant
from configlang.why.scene import Scene
from configlang.why.start import Phase, start
from configlang.why.told import tell_fields

CONFIG = """\
compatible_with(python = ">=3.14")
host(outputs = ["c", "c-initconfig", "rust-ffi"], plugin = True)
interpreter(
    profile = "isolated",
    utf8_mode = True,
    optimization_level = 2,
    pycache_prefix = host_value("cache"),
    set_missing_path_configuration = True,
    tcl_library = "/tcl",
    terminfo_resolution = "dynamic",
    argvb = True,
    sys_frozen = True,
    sys_meipass = True,
    run_module = "app",
)
static_extension("fast")
environment_variable("SPEED", "high")
filesystem_importer(paths = ["$ORIGIN/lib"], mode = "prepend")
"""

COMMON = {
    "A start is refused": r"refuse_running|Py_IsInitialized",
    "SPEED becomes": r'"SPEED"',
    "Python's functions are shown": r"share_python",
    "The start fails unless": r"host_passed",
    "Removed, since": r'"PYTHONEXECUTABLE"',
    "TCL_LIBRARY becomes": r'"TCL_LIBRARY"',
    "TERMINFO_DIRS becomes": r"find_terminfo",
    "A hook is set": r"AddAuditHook|add_audit_hook",
    "sys.frozen": r'"frozen',
    "sys._MEIPASS": r'"_MEIPASS',
    "sys.argvb": r'"argvb',
    "A worker of multiprocessing": r"is_worker",
    "Python is finalised": r"Py_RunMain",
}
"""What stands in the code for a step, by the words that it begins with."""
MARKS = {
    "c": {
        'The profile "isolated" fills PyPreConfig': r"PyPreConfig_InitIsolatedConfig",
        "The config sets members of PyPreConfig": r"preconfig->utf8_mode",
        "The allocator and the encoding": r"Py_PreInitialize",
        "PyImport_Inittab gets": r"PyImport_(Append|Extend)Inittab",
        'The profile "isolated" fills PyConfig': r"PyConfig_InitIsolatedConfig",
        "The config sets members of PyConfig": r"config->optimization_level",
        "home and executable are those": r"host->home",
        "argv is that of the process": r"PyConfig_SetArgv",
        "encodings": r"Py_InitializeFromConfig",
    },
    "c-initconfig": {
        'It begins with the profile "isolated"': r"PyInitConfig_Create",
        "The config sets members of PyPreConfig": r'SetInt\(config, "utf8_mode"',
        "The config sets members of PyConfig": r'SetInt\(config, "optimization_level"',
        "home and executable are those": r"host->home",
        "argv is that of the process": r'set_argv\(|SetStrList\(config, "argv"',
        "PyInitConfig_AddModule gets": r"PyInitConfig_AddModule",
        "encodings": r"Py_InitializeFromInitConfig",
    },
    "rust-ffi": {
        'The profile "isolated" fills PyPreConfig': r"PyPreConfig_InitIsolatedConfig",
        "The config sets members of PyPreConfig": r"config\.utf8_mode",
        "The allocator and the encoding": r"Py_PreInitialize",
        "PyImport_Inittab gets": r"PyImport_AppendInittab",
        "The config sets members of PyConfig": r"\(\*config\)\.optimization_level",
        "encodings": r"Py_InitializeFromConfig",
    },
}
_FUNCTION = {
    "C": re.compile(r"^(?:static )?\w[\w *]*?\b(\w+)\([^;{]*\)\n\{\n(.*?)^\}", re.MULTILINE | re.DOTALL),
    "Rust": re.compile(
        r"^ *(?:pub )?(?:unsafe )?fn (\w+)\b[^;{]*\{\n(.*?)^ *\}\n(?=\n|\S| *///)", re.MULTILINE | re.DOTALL
    ),
}
_CALL = re.compile(r"\b(\w+)\(")


def flow(text: str, language: str, *names: str) -> str:
    """Return what functions do in order, with the functions of the file that they call in the place of the calls."""
    functions: dict[str, str] = {}
    for match in _FUNCTION[language].finditer(text):
        # A function has one form for each CPython; the first is taken.
        functions.setdefault(match[1], match[2])

    def inlined(name: str, way: tuple[str, ...]) -> str:
        def called(match: re.Match[str]) -> str:
            is_ours = match[1] in functions and match[1] not in way
            return match[0] + (inlined(match[1], (*way, name, match[1])) if is_ours else "")

        return _CALL.sub(called, functions[name])

    return "\n".join(inlined(name, (name,)) for name in names)


def told(text: str, output: str, folder: Path) -> tuple[list[Phase], str]:
    """Return the phases of a start, and the code."""
    (folder / "app.bzl").write_text(text)
    job = Job(path=str(folder / "app.bzl"), outputs=(output,), target="x86_64-unknown-linux-gnu")
    evaluation, made = compile_config(job, [Wanted(output, NO_FILE)])
    assert evaluation.unchecked is not None
    variants = [Variant(evaluation.unchecked, evaluation.origins)]
    fields = tell_fields(variants, BY_NAME[output])
    return start(Scene(variants, BY_NAME[output], fields)), str(made[0].get(NO_FILE, "")) if made else ""


CONFIGS = {
    "whole": CONFIG,
    "without_variables": CONFIG.replace('environment_variable("SPEED", "high")\n', ""),
    "early_number": CONFIG.replace('environment_variable("SPEED", "high")\n', "").replace(
        "utf8_mode = True", 'utf8_mode = host_value("utf8", type = "bool", default = True)'
    ),
}


@pytest.mark.parametrize("name", CONFIGS)
@pytest.mark.parametrize("output", MARKS)
def test_order_is_that_of_the_code(output: str, name: str, tmp_path: Path) -> None:
    """Steps are told in the order in which the code that is emitted takes them."""
    phases, code = told(CONFIGS[name], output, tmp_path)
    is_c = BY_NAME[output].language == "C"
    names = ("python_config_initialize", "python_config_run") if is_c else ("initialize", "run")
    done = flow(code, BY_NAME[output].language, *names)
    steps = [step.text for phase in phases for step in phase.steps]

    marks = {**COMMON, **MARKS[output]}
    if "SPEED" not in CONFIGS[name]:
        del marks["SPEED becomes"]
    if name == "early_number":
        del marks["The config sets members of PyPreConfig"]
    positions = []
    for begin, mark in marks.items():
        assert any(step.startswith(begin) for step in steps), begin
        assert re.search(mark, done), mark
    for step in steps:
        found = [mark for begin, mark in marks.items() if step.startswith(begin)]
        if found:
            match = re.search(found[0], done)
            assert match is not None
            positions.append((match.start(), step))
    assert positions == sorted(positions)


def test_pyembed_takes_its_own_steps(tmp_path: Path) -> None:
    """The core of pyembed 0.24 comes up before there are files, as its `interpreter.rs` says, and calls `run`."""
    text = """\
interpreter(sys_frozen = True, argvb = True, tcl_library = "/tcl", allocator_backend = "rust", allocator_raw = True)
static_extension("fast")
oxidized_importer(memory_mapped = ["$ORIGIN/packed"])
filesystem_importer(enabled = False)
"""
    phases, _ = told(text, "rust", tmp_path)
    steps = [step.text for phase in phases for step in phase.steps]
    order = [
        "TERMINFO_DIRS",
        "TCL_LIBRARY",
        "PyImport_Inittab",
        "The profile",
        "The allocator",
        "Allocators",
        "The profile",
        "Python's core",
        "OxidizedFinder",
        "encodings",
        "Modules in files are out",
        "sys.argvb",
        "sys.oxidized",
        "sys.frozen",
        "A worker of multiprocessing",
        "Python is finalised",
    ]

    found = iter(steps)
    assert [begin for begin in order if not any(step.startswith(begin) for step in found)] == []


def test_settings_of_a_step_are_cut_with_their_count(tmp_path: Path) -> None:
    """A step names some of many modules, and says how many there are."""
    phases, _ = told('[static_extension("m%d" % n) for n in range(2000)]\n', "json", tmp_path)
    (step,) = [step for phase in phases for step in phase.steps if "linked in" in step.text]

    assert (step.text, len(step.links), step.more) == (
        "PyImport_Inittab gets 2,000 modules that are linked in",
        30,
        1970,
    )
