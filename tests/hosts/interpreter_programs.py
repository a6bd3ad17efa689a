"""
Programs in C that start the sub-interpreters of a config, run scripts in them and end them.

A program takes the name of a kind and scripts, texts or absolute paths, each of which has an interpreter of its own. It
tells in lines what came of each step, and ends at once where the caller's thread state is another one afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from configlang import Config, evaluate
from tests.emitting import emit_files
from tests.hosts import programs
from tests.hosts.cpythons import CPython, link_flags
from tests.hosts.programs import Program

MAIN = """\
#include <pthread.h>
#include <unistd.h>

#include "app.c"

typedef int (*starter)(const app_host *, PyThreadState **, app_status *);

static app_host host;

static starter find(const char *kind)
{
FIND
    abort();
}

/* Runs a script in an interpreter of its own; the thread state of the caller stays current. */
static void in_another(const char *kind, const char *script)
{
    PyThreadState *state, *caller = PyThreadState_Get();
    app_status status;
    int code = find(kind)(&host, &state, &status);
    printf("started %d %d %s\\n", code, state != NULL, status.message);
    if (caller != PyThreadState_Get() || code != status.kind || PyErr_Occurred()) {
        abort();
    }
    fflush(stdout);
    code = *script == '/' ? app_run_file_in(state, script, NULL, &status) : app_run_code_in(state, script, &status);
    printf("ran %d %d %s\\n", code, status.kind, status.message);
    if (caller != PyThreadState_Get()) {
        abort();
    }
    fflush(stdout);
    code = app_end_interpreter(state, &status);
    printf("ended %d %s\\n", code, status.message);
    if (code && state != NULL) {
        /* Until the threads of the script are through. */
        Py_BEGIN_ALLOW_THREADS
        sleep(1);
        Py_END_ALLOW_THREADS
        printf("then %d\\n", app_end_interpreter(state, &status));
        code = status.kind;
    }
    if (caller != PyThreadState_Get() || code != status.kind) {
        abort();
    }
    fflush(stdout);
}

static const char *kind_of_thread;

static void *in_a_thread(void *script)
{
    const PyGILState_STATE state = PyGILState_Ensure();
    in_another(kind_of_thread, (const char *)script);
    PyGILState_Release(state);
    return NULL;
}

/* KIND SCRIPT...: one after the other; with a last word --beside, the last script in the main one beside the first. */
int main(int argc, char **argv)
{
    app_status status;
    int index;
    host.home = getenv("HOST_HOME");
    if (app_initialize(&host, &status)) {
        fprintf(stderr, "%s\\n", status.message);
        return 99;
    }
    if (strcmp(argv[argc - 1], "--beside") == 0) {
        pthread_t thread;
        PyThreadState *state = PyEval_SaveThread();
        kind_of_thread = argv[1];
        pthread_create(&thread, NULL, in_a_thread, argv[2]);
        PyEval_RestoreThread(state);
        app_run_code(argv[3], &status);
        state = PyEval_SaveThread();
        pthread_join(thread, NULL);
        PyEval_RestoreThread(state);
    }
    else {
        for (index = 2; index < argc; index++) {
            in_another(argv[1], argv[index]);
        }
    }
    app_run_code("print('main', __name__)", &status);
    printf("finalised %d\\n", Py_FinalizeEx());
    return 0;
}
"""


def make(folder: Path, python: CPython, output: str, text: str, *, flags: tuple[str, ...] = ("-g",)) -> Program:
    """Build the program of a config."""
    folder.mkdir(exist_ok=True)
    (folder / "app.bzl").write_text(text, encoding="utf-8")
    # Past the checker, which finds what is tried here.
    config = evaluate(folder / "app.bzl").unchecked
    assert config is not None
    for name, contents in emit_files(config, output, folder / "app.c").items():
        (folder / name).write_text(str(contents), encoding="utf-8")
    (folder / "main.c").write_text("#include <Python.h>\n" + programs.EXTENSIONS + main_of(config), encoding="utf-8")
    executable, after = folder / "host", ["-pthread", *link_flags(python)]
    programs.compile_main(folder, python, programs.COMPILERS["gcc"], [*flags, "-o", str(executable)], after)
    return Program(executable=executable, python=python, outputs={"output": output})


def main_of(config: Config) -> str:
    """Return the program."""
    names = [interpreter.name for interpreter in config.sub_interpreters]
    rows = [f'    if (strcmp(kind, "{name}") == 0) return app_start_{name};' for name in names]
    return MAIN.replace("FIND", "\n".join(rows))


def run(host: Program, kind: str, *scripts: str, environment: Mapping[str, str] | None = None) -> programs.Run:
    """Run scripts in interpreters of a kind."""
    return host.run(kind, *scripts, argv=False, environment=environment)
