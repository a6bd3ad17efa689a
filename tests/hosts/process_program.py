"""
Programs in C that start several configs in one process, and do what their arguments say, one after another.

They start this config, run that code, finalise, make a sub-interpreter; what comes of it they print.
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

import attrs

from configlang.schema.config import Config
from tests.hosts import programs
from tests.hosts.cpythons import CPython, compile_flags, link_flags, require_tool

EXTENSIONS = """
static int add_one(PyObject *module) { return PyModule_AddStringConstant(module, "kind", "one"); }
static int add_two(PyObject *module) { return PyModule_AddStringConstant(module, "kind", "two"); }
static PyModuleDef_Slot one_slots[] = {{Py_mod_exec, (void *)add_one}, {0, NULL}};
static PyModuleDef_Slot two_slots[] = {{Py_mod_exec, (void *)add_two}, {0, NULL}};
static PyModuleDef_Slot bearing_slots[] = {
#if PY_VERSION_HEX >= 0x030c0000
    {Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED},
#endif
    {Py_mod_exec, (void *)add_one}, {0, NULL}};
static struct PyModuleDef one = {PyModuleDef_HEAD_INIT, "one", NULL, 0, NULL, one_slots, NULL, NULL, NULL};
static struct PyModuleDef two = {PyModuleDef_HEAD_INIT, "two", NULL, 0, NULL, two_slots, NULL, NULL, NULL};
static struct PyModuleDef bearing = {PyModuleDef_HEAD_INIT, "bearing", NULL, 0, NULL, bearing_slots, NULL, NULL, NULL};
static struct PyModuleDef single = {PyModuleDef_HEAD_INIT, "single", NULL, -1, NULL, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_one(void) { return PyModuleDef_Init(&one); }
PyMODINIT_FUNC PyInit_two(void) { return PyModuleDef_Init(&two); }
PyMODINIT_FUNC PyInit_bearing(void) { return PyModuleDef_Init(&bearing); }
PyMODINIT_FUNC PyInit_single(void)
{
    PyObject *module = PyModule_Create(&single);
    if (module != NULL) PyModule_AddStringConstant(module, "kind", "single");
    return module;
}
"""

MAIN = """
static void code(const char *text)
{
    PyRun_SimpleString(text);
    PyRun_SimpleString("import sys; sys.stdout.flush()");
}

int main(int argc, char **argv)
{
    PyThreadState *above = NULL, *sub = NULL;
    int index;
    setvbuf(stdout, NULL, _IONBF, 0);
    for (index = 1; index < argc; index++) {
        const char *step = argv[index], *rest = strchr(step, ':') != NULL ? strchr(step, ':') + 1 : "";
        if (strncmp(step, "code:", 5) == 0) code(rest);
        if (strcmp(step, "finalize") == 0) printf("finalized %d\\n", Py_FinalizeEx());
        if (strcmp(step, "sub") == 0) { above = PyThreadState_Get(); sub = Py_NewInterpreter(); }
#if PY_VERSION_HEX >= 0x030c0000
        if (strcmp(step, "own") == 0) {
            PyInterpreterConfig config = {0, 0, 0, 1, 0, 1, PyInterpreterConfig_OWN_GIL};
            above = PyThreadState_Get();
            if (PyStatus_Exception(Py_NewInterpreterFromConfig(&sub, &config))) return 90;
        }
#endif
        if (strcmp(step, "end") == 0) { Py_EndInterpreter(sub); PyThreadState_Swap(above); }
        if (strcmp(step, "append") == 0) printf("appended %d\\n", PyImport_AppendInittab("late", PyInit_one));
        if (strcmp(step, "plainly") == 0) {
            PyConfig config;
            PyConfig_InitIsolatedConfig(&config);
            printf("exception %d\\n", PyStatus_Exception(Py_InitializeFromConfig(&config)));
            PyConfig_Clear(&config);
        }
CASES
    }
    return 0;
}
"""

CASE = """\
        if (strcmp(step, "start:NAME") == 0) {
            NAME_host host = {0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL};
            NAME_status status;
            host.home = getenv("HOST_HOME");
            if (NAME_initialize(&host, &status)) printf("%s\\n", status.message);
        }
        if (strcmp(step, "run:NAME") == 0) printf("run %d\\n", NAME_run());
"""

IT_RUNS = "starting Python: it runs already"
KEEPING = """\
#include <Python.h>

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "keeps", NULL, -1, NULL, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_keeps(void)
{
    static int is_initialised = 0;
    if (is_initialised) {
        PyErr_SetString(PyExc_ImportError, "once in a process");
        return NULL;
    }
    is_initialised = 1;
    return PyModule_Create(&definition);
}
"""
"""A module that can be initialised once."""

LOST = "starting Python: CPython 3.8 can't start again once it has run with modules"
TAKEN = "mod: Python has a built-in module of this name already"


def importing(name: str) -> str:
    """Return the step that imports a module and prints which one it is, or what went wrong."""
    return (
        f"code:import importlib\ntry: print(getattr(importlib.import_module('{name}'), 'kind', 'another'))\n"
        "except Exception as error: print(type(error).__name__)\n"
    )


BUSY = """code:import argparse, collections, dataclasses, enum, functools, gc, json, logging, pathlib, random, re
import subprocess, threading, typing
kept = [{str(number): [number] * 3} for number in range(60000)]
gc.collect()
"""
"""A program of some size, which the crash from 3.13 on takes."""


@attrs.frozen(kw_only=True)
class ProcessProgram:
    """
    A program with several configs.

    Attributes:
        executable: Where it is.
        python: The CPython that it is linked with.
    """

    executable: Path
    python: CPython

    def do(self, *steps: str, locale: str = "C.UTF-8") -> list[str]:
        """Do some steps in one process; return the lines that it prints, and how it ended where that was no exit."""
        done = subprocess.run(
            [self.executable, *steps],
            env={"LC_ALL": locale, "HOST_HOME": str(self.python.prefix)},
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="backslashreplace",
            check=False,
            timeout=60,
        )
        return [*done.stdout.splitlines(), *(["killed"] if done.returncode < 0 else [])]


def build(folder: Path, python: CPython, output: str, configs: Mapping[str, Config]) -> ProcessProgram:
    """Build the program of configs, by the names of their functions; `$ORIGIN/lib` has modules: `pack`, `keeps`."""
    programs.write_sources(folder, {name: (config, output) for name, config in configs.items()})
    includes = "".join(f'#include "{name}.c"\n' for name in configs)
    cases = "".join(CASE.replace("NAME", name) for name in configs)
    (folder / "main.c").write_text(includes + EXTENSIONS + MAIN.replace("CASES", cases), encoding="utf-8")
    package = folder / "lib" / "pack"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("kind = 'file'\n", encoding="utf-8")
    (package / "main.py").write_text("print('main')\n", encoding="utf-8")
    (package / "mod.py").write_text("kind = 'file'\n", encoding="utf-8")
    (folder / "keeps.c").write_text(KEEPING, encoding="utf-8")
    command: list[str | Path] = ["-shared", "-fPIC", *compile_flags(python), "-o", folder / "lib" / "keeps.so"]
    subprocess.run([require_tool("gcc"), *command, folder / "keeps.c"], check=True)
    executable = folder / "host"
    # A PyInterpreterConfig has members that not every version of the header has.
    flags = ("-Wno-missing-field-initializers", "-o", str(executable))
    programs.compile_main(folder, python, programs.COMPILERS["gcc"], flags, link_flags(python))
    return ProcessProgram(executable=executable, python=python)
