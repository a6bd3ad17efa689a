"""
A program in C that knows nothing of configlang: it adds one entry to the table of built-in modules and starts Python.

It takes names from its standard input and starts a process for each, so that hundreds of names are tried in seconds.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

import attrs

from configlang.outputs.host.python import snippet
from tests.hosts.cpythons import CPython, compile_flags, link_flags, require_tool

OURS, THEIRS, NO_START, NOT_FOUND, EXIT_1 = "ours", "theirs", "no start", "not found", "exit 1"
"""What can come of a name."""

SOURCE = """\
#include <Python.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static PyModuleDef_Slot slots[] = {{0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "ours", "ours", 0, NULL, slots, NULL, NULL, NULL};
PyMODINIT_FUNC OWN_INIT(void) { return PyModuleDef_Init(&definition); }

static const char code[] = CODE;

/* `how` is "site", "no-site", "finder", or a field and its value: "run_module=this". */
static int start(const char *name, const char *home, const char *how)
{
    PyPreConfig preconfig;
    PyConfig config;
    PyPreConfig_InitIsolatedConfig(&preconfig);
    preconfig.utf8_mode = 1;
    if (PyStatus_Exception(Py_PreInitialize(&preconfig))) return 1;
#ifdef ADDS_ENTRY
    if (PyImport_AppendInittab(name, OWN_INIT) != 0) return 1;
#endif
    PyConfig_InitIsolatedConfig(&config);
    PyConfig_SetBytesString(&config, &config.home, home);
    config.site_import = strcmp(how, "no-site") != 0;
    if (strncmp(how, "run_module=", 11) == 0) PyConfig_SetBytesString(&config, &config.run_module, how + 11);
    if (strncmp(how, "run_command=", 12) == 0) PyConfig_SetBytesString(&config, &config.run_command, how + 12);
    if (PyStatus_Exception(Py_InitializeFromConfig(&config))) { printf("no start\\n"); return 0; }
    if (PySys_SetObject("looked_for", PyUnicode_FromString(name)) != 0) return 1;
    if ((strncmp(how, "run_", 4) == 0 || strcmp(how, "finder") == 0) && PyRun_SimpleString(FINDER) != 0) return 1;
    if (strncmp(how, "run_", 4) != 0) return PyRun_SimpleString(code) != 0;
    fflush(stdout);
    if (freopen("/dev/null", "w", stdout) == NULL || dup2(2, 1) < 0) return 1;
    return Py_RunMain() == 0 ? 0 : 7;
}

int main(int argc, char **argv)
{
    char name[200];
    (void)argc;
    while (fgets(name, sizeof name, stdin) != NULL) {
        int status;
        pid_t child;
        name[strcspn(name, "\\n")] = '\\0';
        printf("%s: ", name);
        fflush(stdout);
        child = fork();
        if (child == 0) {
            const int result = start(name, argv[1], argv[2]);
            fflush(stdout);
            _exit(result);
        }
        waitpid(child, &status, 0);
        if (WIFEXITED(status) && WEXITSTATUS(status) == 7) printf("exit 1\\n");
        else if (status != 0) printf("crash %d\\n", status);
        else if (strncmp(argv[2], "run_", 4) == 0) printf("ours\\n");
    }
    return 0;
}
"""

FINDER = snippet("dotted_finder")
CODE = """\
import sys
sys.modules["pkg"] = type(sys)("pkg")
sys.modules["pkg"].__path__ = []
def look(name):
    try:
        __import__(name)
    except ModuleNotFoundError:
        return "not found"
    except Exception as error:
        return type(error).__name__
    return "ours" if sys.modules[name].__doc__ == "ours" else "theirs"
print(look(sys.looked_for))
sys.stdout.flush()
"""


@attrs.frozen(kw_only=True)
class TableProgram:
    """
    The program, built.

    Attributes:
        executable: Where it is.
        python: The CPython that it is linked with.
    """

    executable: Path
    python: CPython

    def outcomes(self, names: Iterable[str], how: str = "site") -> dict[str, str]:
        """
        Return what comes of entries, one name at a time.

        Args:
            names: The names.
            how: `site`, `no-site`; `finder`, with the finder of generated C; or what runs with it:
                `run_module=NAME`, `run_command=CODE`.
        """
        done = subprocess.run(
            [self.executable, self.python.prefix, how],
            input="".join(f"{name}\n" for name in sorted(set(names))),
            # Without a HOME, `site` would ask the built-in `pwd` for it.
            env={"LC_ALL": "C.UTF-8", "HOME": "/"},
            capture_output=True,
            text=True,
            check=True,
            timeout=300,
        )
        lines = [line.partition(": ") for line in done.stdout.splitlines() if ": " in line]
        return {name: outcome.strip() for name, _, outcome in lines}


def build(folder: Path, python: CPython, *, init: str = "own_init", adds: bool = True) -> TableProgram:
    """
    Build the program.

    Args:
        folder: Where everything goes.
        python: The CPython to link with.
        init: What the init function is called.
        adds: Whether an entry is added; else the function is only there.
    """
    compiler = require_tool("gcc")
    source, executable = folder / "table.c", folder / f"table-{python.version}"
    text = SOURCE.replace("OWN_INIT", init).replace("= CODE;", f"= {json.dumps(CODE)};")
    source.write_text(text.replace("(FINDER)", f"({json.dumps(FINDER)})"), encoding="utf-8")
    flags = ["-DADDS_ENTRY"] if adds else []
    command: list[str | Path] = [compiler, *flags, *compile_flags(python), "-o", executable, source]
    command += link_flags(python)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return TableProgram(executable=executable, python=python)


def imported(python: CPython, code: str) -> set[str]:
    """Return the modules that are there after a CPython has run some code, without those of `site`."""
    command = [python.executable or "", "-I", "-S", "-c", f"{code}\nimport sys\nprint(*sys.modules)"]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
