"""
Programs in C that start Python with generated code, many configs in each: the test says which one a run starts.

A program is `main.c` (below) with the sources of its cases included, so that `Python.h` is read once. It takes the name
of a case and its own arguments, and tells in a file what came up.
"""

from __future__ import annotations

import ast
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from configlang.outputs.backend import EmitOptions
from configlang.outputs.emit import back_end_of
from configlang.outputs.table import find_output
from configlang.schema.config import Config
from tests import seen
from tests.hosts.cpythons import CPython, compile_flags, link_flags, require_tool
from tests.hosts.passing import in_c

WARNINGS = ("-Wall", "-Wextra", "-Werror")

COMPILERS = {
    "gcc": ("gcc", "-std=c99"),
    "g++": ("g++", "-x", "c++", "-std=c++17"),
    "clang": ("clang", "-std=c99"),
}
"""The compilers that generated C must pass without a warning."""

EXTENSIONS = """\
static PyObject *who(PyObject *self, PyObject *unused)
{
    (void)unused;
    return PyObject_GetAttrString(self, "__name__");
}

static PyMethodDef functions[] = {{"who", who, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static PyModuleDef_Slot slots[] = {{0, NULL}};
static struct PyModuleDef single = {PyModuleDef_HEAD_INIT, "single", NULL, -1, functions, NULL, NULL, NULL, NULL};
static struct PyModuleDef multi = {PyModuleDef_HEAD_INIT, "multi", NULL, 0, functions, slots, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_single(void) { return PyModule_Create(&single); }
PyMODINIT_FUNC PyInit_multi(void) { return PyModuleDef_Init(&multi); }
PyMODINIT_FUNC PyInit_failing(void)
{
    PyErr_SetString(PyExc_RuntimeError, "this module never comes up");
    return NULL;
}
"""
"""The modules that a config of a test may link in."""

INCLUDES = """\
#include <locale.h>
#ifdef _WIN32
#include <windows.h>
#include <shellapi.h>
#endif
"""

REPORT = """\
import sys
with open(sys._report, "w", encoding="utf-8") as file:
    file.write(ascii({
        "configs": sys._configs,
        "version": "%d.%d" % sys.version_info[:2],
        "flags": repr(sys.flags),
        "path": sys.path, "argv": sys.argv, "argvb": getattr(sys, "argvb", None),
        "frozen": getattr(sys, "frozen", None), "meipass": getattr(sys, "_MEIPASS", None),
        "finders": [getattr(each, "__name__", type(each).__name__) for each in sys.meta_path],
        "hooks": len(sys.path_hooks), "executable": sys.executable, "prefix": sys.prefix,
        "filesystem": [sys.getfilesystemencoding(), sys.getfilesystemencodeerrors()],
        "stdout": sys.stdout and [sys.stdout.encoding, sys.stdout.errors],
        "builtins": sys.builtin_module_names,
        "environment": {
            name: value
            for name, value in (
                [each if type(each) is str else each.decode("utf-8", "surrogateescape") for each in pair]
                for pair in sys.modules["nt" if sys.platform == "win32" else "posix"].environ.items()
            )
            if name.startswith("CL_")
        },
    }))
"""
"""Tells what came up. It imports nothing, because a config may leave nothing to import."""

MAIN = """\
/* Reads back every member of both structs. Declared in no public header. */
#ifdef __cplusplus
extern "C"
#endif
PyObject *_Py_GetConfigsAsDict(void);

static int report(void)
{
    PyObject *path = PyUnicode_FromString(getenv("REPORT"));
    PyObject *configs = _Py_GetConfigsAsDict();
    if (path == NULL || configs == NULL || PySys_SetObject("_report", path) || PySys_SetObject("_configs", configs))
        return 1;
    return PyRun_SimpleString(REPORT);
}

/* What getenv() gives is gone on Windows as soon as a variable of the environment is set. No memory is taken, since
 * some tests have that fail. */
static char *copied(const char *text)
{
    static char copies[16][4096];
    static size_t count;
    return text == NULL || strlen(text) >= sizeof copies[0] || count == 16 ? NULL : strcpy(copies[count++], text);
}

/* A list from a text with ":" between its elements, with NULL at the end. */
static const char *const *listed(char *text)
{
    static const char *lists[4][16];
    static int used;
    const char **list = lists[used++];
    int count;
    for (count = 0; text != NULL && *text != '\\0'; count++) {
        list[count] = text;
        text = strchr(text, ':');
        if (text != NULL) *text++ = '\\0';
    }
    return count == 0 ? NULL : list;
}

/* A worker is this program once more, and must leave alone what the first process has told. */
static int has_reported(void)
{
    FILE *file = fopen(getenv("REPORT"), "r");
    if (file != NULL) fclose(file);
    return file != NULL;
}

#define CASE(NAME) \\
    if (strcmp(name, #NAME) == 0) { \\
        NAME##_host host; \\
        NAME##_status status; \\
        int failed; \\
        memset(&host, 0, sizeof host); \\
        (void)listed; \\
        NAME##_pass(&host); \\
        if (getenv("HOST_WIDE") != NULL) { host.argc = argc; host.wargv = wide_arguments(argc, argv); } \\
        else if (getenv("HOST_ARGV") != NULL) { host.argc = argc; host.argv = argv; } \\
        host.home = copied(getenv("HOST_HOME")); \\
        host.origin = copied(getenv("HOST_ORIGIN")); \\
        host.executable = copied(getenv("HOST_EXECUTABLE")); \\
        failed = NAME##_initialize(getenv("NO_HOST") != NULL ? NULL : &host, &status); \\
        if (failed != status.kind) return 90; \\
        if (failed) { \\
            fprintf(stderr, "status %d: %s\\n", status.kind, status.message); \\
            return status.exit_code + 100; \\
        } \\
        if (getenv("REPORT") != NULL && !has_reported() && report()) return 91; \\
        if (getenv("CODE") != NULL && PyRun_SimpleString(getenv("CODE"))) return 92; \\
        if (getenv("RUN") != NULL) { \\
            const int code = NAME##_run(); \\
            if (getenv("BACK") != NULL) printf("back with %d, %d\\n", code, Py_IsInitialized()); \\
            return code; \\
        } \\
        if (getenv("TWICE") != NULL) { \\
            Py_FinalizeEx(); \\
            if (NAME##_initialize(&host, &status)) { fprintf(stderr, "again: %s\\n", status.message); return 93; } \\
            if (report()) return 91; \\
        } \\
        return Py_FinalizeEx() < 0 ? 94 : 0; \\
    }

static wchar_t **wide_arguments(int count, char **arguments)
{
#ifdef _WIN32
    int all;
    wchar_t **given = CommandLineToArgvW(GetCommandLineW(), &all);
    (void)arguments;
    return given + (all - count);
#else
    wchar_t **wide = (wchar_t **)calloc((size_t)count + 1, sizeof *wide);
    int index;
    for (index = 0; index < count; index++) {
        const size_t size = strlen(arguments[index]) + 1;
        wide[index] = (wchar_t *)calloc(size, sizeof **wide);
        mbstowcs(wide[index], arguments[index], size);
    }
    return wide;
#endif
}

int main(int argc, char **argv)
{
    /* A process that multiprocessing has started has no name of a case in its arguments. */
    const char *name = getenv("CASE");
    if (name == NULL) {
        name = argv[1];
        argc--;
        argv++;
    }
    if (getenv("HOST_WIDE") != NULL) setlocale(LC_CTYPE, "C.UTF-8");
CASES
    fprintf(stderr, "no such case: %s\\n", name);
    return 99;
}
"""


@attrs.frozen(kw_only=True)
class Run:
    """
    What a run of a case has left.

    Attributes:
        code: The exit code; 100 more than what the status says where the start failed.
        stdout: Its standard output.
        stderr: Its standard error.
        report: What came up (see REPORT), or None.
    """

    code: int
    stdout: str
    stderr: str
    report: dict[str, Any] | None

    @property
    def came_up(self) -> dict[str, Any]:
        """The report of a run that must have come up."""
        assert self.code == 0, f"{self.code}: {self.stderr[-2000:]}"
        assert self.report is not None, self.stderr[-2000:]
        return self.report


@attrs.frozen(kw_only=True)
class Program:
    """
    A program with cases.

    Attributes:
        executable: Where it is; its folder is the working folder of each run.
        python: The CPython that it is linked with.
        outputs: The output that each case is made with, as far as that is noted (tests/seen.py).
        platform: The target triple that it is built for; None is this machine's.
    """

    executable: Path
    python: CPython
    outputs: Mapping[str, str] = attrs.field(factory=dict)
    platform: str | None = None

    def run(
        self,
        case: str,
        *arguments: str | bytes,
        home: bool | str = True,
        code: str | None = None,
        environment: Mapping[str, str | bytes] | None = None,
        argv: bool = True,
        timeout: float = 120,
        wrapper: Sequence[str] = (),
        stdin: str = "",
    ) -> Run:
        """
        Start a case.

        Args:
            case: Its name.
            arguments: The command line behind the name of the case, which takes the place of the program's name.
            home: Whether the host passes the CPython's prefix on as home, or what else it passes.
            code: Python code to run after the report.
            environment: Variables beside the locale, which is C.UTF-8.
            argv: Whether the host passes its command line on.
            timeout: Seconds.
            wrapper: A command that starts the program.
            stdin: What it reads from standard input.
        """
        report = self.executable.with_name(f"{self.executable.name}-{case}-{os.getpid()}.report")
        report.unlink(missing_ok=True)
        variables: dict[str, str | bytes] = {"LC_ALL": "C.UTF-8", "REPORT": str(report), **(environment or {})}
        if home:
            variables["HOST_HOME"] = self._home() if home is True else home
        if argv:
            variables["HOST_ARGV"] = "1"
        if code is not None:
            variables["CODE"] = code
        done = self._start([case, *arguments], variables, stdin, timeout, wrapper)
        text = report.read_text(encoding="ascii") if report.exists() else ""
        # Nothing is in it where Python could not open what it writes to, or died.
        told = ast.literal_eval(text) if text else None
        report.unlink(missing_ok=True)
        if told is not None and case in self.outputs:
            seen.record("run", self.outputs[case], self.python.full_version, self.platform)
        return Run(code=done.returncode, stdout=done.stdout, stderr=done.stderr, report=told)

    @property
    def origin(self) -> str:
        """What `$ORIGIN` means in it, where nothing moves that."""
        return str(self.executable.parent)

    def _home(self) -> str:
        """Return the CPython's prefix as the program knows it."""
        return str(self.python.prefix)

    def _start(
        self,
        arguments: Sequence[str | bytes],
        variables: Mapping[str, str | bytes],
        stdin: str,
        timeout: float,
        wrapper: Sequence[str] = (),
    ) -> subprocess.CompletedProcess[str]:
        """Start it, in its own folder: what a config writes to a relative path stays there."""
        return subprocess.run(
            [*wrapper, self.executable, *arguments],
            env=variables,
            capture_output=True,
            input=stdin,
            cwd=self.executable.parent,
            text=True,
            encoding="utf-8",
            errors="backslashreplace",
            check=False,
            timeout=timeout,
        )


def write_sources(
    folder: Path, cases: Mapping[str, tuple[Config, str]], variants: Mapping[str, tuple[Config, ...]] | None = None
) -> None:
    """
    Write the generated files of cases (config and output by name, which is an identifier) and `main.c`.

    Those that go by the version have `variants`.
    """
    for name, (config, format_name) in cases.items():
        output = find_output(format_name)
        # Also what is refused for another reason than that it can't be said is worth to be built.
        back_end, options = back_end_of(output), EmitOptions(output=output, name=name)
        options = options._replace(variants=(variants or {}).get(name, ()))
        files = {".c": back_end.emit(config, options), **back_end.companions(config, options)}
        for suffix, contents in files.items():
            assert isinstance(contents, str)
            (folder / f"{name}{suffix}").write_text(contents, encoding="utf-8")
    literal = "\n".join(f'    "{line}\\n"' for line in REPORT.replace("\\", "\\\\").replace('"', '\\"').splitlines())
    includes = "".join(f'#include "{name}.c"\n' for name in cases)
    rows = "".join(f"    CASE({name})\n" for name in cases)
    text = f"{includes}{INCLUDES}\n{EXTENSIONS}\n#define REPORT \\\n" + literal.replace("\n", " \\\n") + "\n\n"
    passing = "".join(in_c(name, config) for name, (config, _) in cases.items())
    main = MAIN.replace("CASES", rows).replace("#define CASE(", f"{passing}\n#define CASE(")
    (folder / "main.c").write_text(text + main, encoding="utf-8")


def build(
    folder: Path,
    python: CPython,
    cases: Mapping[str, tuple[Config, str]],
    *,
    compiler: Sequence[str] = COMPILERS["gcc"],
    flags: Sequence[str] = (),
    variants: Mapping[str, tuple[Config, ...]] | None = None,
) -> Program:
    """
    Build a program in a folder.

    Args:
        folder: Where everything goes.
        python: The CPython to link with.
        cases: Configs with the names of the output, by the name of the case.
        compiler: The command of the compiler.
        flags: More of its options.
        variants: As in the options of an output, by the name of the case.
    """
    write_sources(folder, cases, variants)
    executable = folder / f"host-{python.version}"
    after = ("-x", "none") if "-x" in compiler else ()
    compile_main(folder, python, compiler, [*flags, "-o", str(executable)], [*after, *link_flags(python)])
    return Program(executable=executable, python=python, outputs={name: output for name, (_, output) in cases.items()})


def compile_main(
    folder: Path, python: CPython, compiler: Sequence[str], flags: Sequence[str], after: Sequence[str] = ()
) -> None:
    """Compile the `main.c` of a folder without a warning; `after` are the flags that stand behind it."""
    require_tool(compiler[0])
    command: list[str | Path] = [*compiler, *WARNINGS, *flags, *compile_flags(python), folder / "main.c", *after]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
