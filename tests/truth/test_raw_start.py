"""What CPython does where a program does what generated code refuses: a second start, entries that come late."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from configlang.cpython.versions import Version
from tests.hosts.cpythons import CPython, compile_flags, link_flags, require_tool
from tests.truth.sentence import fold, text_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")

PROGRAM = r"""
#include <Python.h>

static PyModuleDef_Slot slots[] = {{0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "added", NULL, 0, NULL, slots, NULL, NULL, NULL};
static PyObject *create(void) { return PyModuleDef_Init(&definition); }

static int start(const char *home, const wchar_t *name, int is_second)
{
    wchar_t *arguments[] = {(wchar_t *)name};
    PyConfig config;
    PyStatus status;
    PyConfig_InitIsolatedConfig(&config);
    PyConfig_SetBytesString(&config, &config.home, home);
    PyConfig_SetArgv(&config, 1, arguments);
    if (is_second) {
        config.quiet = 1;
        PyConfig_SetString(&config, &config.executable, L"/second");
        PyWideStringList_Append(&config.warnoptions, L"ignore::UserWarning");
        PyWideStringList_Append(&config.xoptions, L"second");
        PyWideStringList_Append(&config.module_search_paths, L"/second");
        config.module_search_paths_set = 1;
    }
    status = Py_InitializeFromConfig(&config);
    PyConfig_Clear(&config);
    return PyStatus_Exception(status) != 0;
}

int main(int argc, char **argv)
{
    const char *what = argv[2];
    (void)argc;
    if (strcmp(what, "run") == 0 && PyImport_AppendInittab("added", create)) return 90;
    if (start(argv[1], L"first", 0)) return 91;
    if (strcmp(what, "second") == 0) {
        if (start(argv[1], L"second", 1)) return 92;
        return PyRun_SimpleString(
            "import sys\n"
            "print(sys.argv[0], sys.flags.quiet, sys.executable, sys.path, sys.warnoptions, sys._xoptions)\n"
            "sys.stdout.flush()\n");
    }
    if (strcmp(what, "late") == 0) {
        if (PyImport_AppendInittab("added", create)) return 93;
        return PyRun_SimpleString(
            "import importlib.util, sys\n"
            "print('added' in sys.builtin_module_names, importlib.util.find_spec('added') is not None)\n"
            "try:\n    import added\nexcept ImportError:\n    print('ImportError')\nsys.stdout.flush()\n");
    }
    if (Py_RunMain()) return 94;
    {
        const struct _inittab *entry;
        int has_added = 0, has_time = 0;
        for (entry = PyImport_Inittab; entry->name != NULL; entry++) {
            has_added |= strcmp(entry->name, "added") == 0;
            has_time |= strcmp(entry->name, "time") == 0;
        }
        printf("%d %d\n", has_added, has_time);
    }
    return 0;
}
"""


@pytest.fixture(scope="module")
def program(python: CPython, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the program, linked with a CPython."""
    folder = tmp_path_factory.mktemp(f"raw-{python.version}")
    (folder / "main.c").write_text(PROGRAM, encoding="utf-8")
    command: list[str | Path] = [require_tool("gcc"), "-Wall", "-Werror", *compile_flags(python), folder / "main.c"]
    done = subprocess.run(
        [*command, "-o", folder / "program", *link_flags(python)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder / "program"


def run(program: Path, python: CPython, what: str) -> subprocess.CompletedProcess[str]:
    """Run the program."""
    return subprocess.run(
        [program, python.prefix, what], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def test_second_start_replaces_settings(program: Path, python: CPython) -> None:
    """`Py_InitializeFromConfig` succeeds while Python runs, and changes arguments, and from 3.10 much else."""
    first, quiet, executable, *others = run(program, python, "second").stdout.split(maxsplit=3)

    assert "second" == first
    is_new = Version(python.version) >= Version("3.10")
    assert is_new is ((quiet, executable) == ("1", "/second"))
    assert is_new is (others == ["['/second'] ['ignore::UserWarning'] {'second': True}\n"])


def test_late_entries(program: Path, python: CPython) -> None:
    """Up to 3.11 a late entry is found and can't be imported; from 3.12 adding it ends the process."""
    done = run(program, python, "late")

    if Version(python.version) < Version("3.12"):
        assert (0, "False True\nImportError\n") == (done.returncode, done.stdout)
    else:
        assert done.returncode < 0
        assert "PyImport_AppendInittab" in done.stderr


def test_running_takes_entries_away(program: Path, python: CPython) -> None:
    """`Py_RunMain` leaves CPython's own entries alone; on 3.8 what is left points to freed memory."""
    done = run(program, python, "run")

    if python.version == "3.8":
        assert (0, "0 1\n") != (done.returncode, done.stdout)
    else:
        assert (0, "0 1\n") == (done.returncode, done.stdout)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            "explanation/where-extension-modules-live.md",
            "`sys.argv`, and from 3.10 also the search path, `sys.executable`, flags, warning filters and x options.",
        ),
        (
            "code process-one-interpreter",
            "gives the living one the `sys.argv` of the second config, and from CPython 3.10",
        ),
        ("explanation/how-cpython-reads-its-config.md", "Up to 3.11, `find_spec` finds later ones, which are not in"),
        (
            "explanation/how-cpython-reads-its-config.md",
            "`Py_RunMain` takes those away that were added; on 3.8 it frees",
        ),
        ("code process-clash", "calls, takes out what was added;"),
        ("code process-once", "On CPython 3.8, `Py_RunMain` frees the table of built-in modules"),
    ],
)
def test_what_the_pages_say_of_it(source: str, text: str) -> None:
    """The sentences that this shows stand where they say."""
    assert fold(text) in text_of(source)
