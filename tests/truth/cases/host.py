"""The program that a config is for: what a plug-in hides, and what gets into a sealed one."""

from __future__ import annotations

from pathlib import Path

from configlang.findings.finding import Severity
from tests.hosts import programs
from tests.hosts.cpythons import CPython, link_flags
from tests.hosts.extensions import Library, make_library
from tests.hosts.programs import Program
from tests.truth import configs
from tests.truth.claims import Case, Claim, Special

PLUGIN = """\
host(outputs = ["c"], plugin = True)
interpreter(profile = "isolated", utf8_mode = True)
"""

LOADER = """\
#include <dlfcn.h>
#include <stdio.h>

int main(int argc, char **argv) {
    void *plugin = dlopen(PLUGIN, RTLD_NOW | RTLD_LOCAL);
    int (*run)(int, char **) = plugin == NULL ? NULL : (int (*)(int, char **))dlsym(plugin, "plugin_main");
    if (run == NULL) {
        fprintf(stderr, "%s\\n", dlerror());
        return 99;
    }
    return run(argc, argv);
}
"""
"""Loads the host as programs load plug-ins, and lets it run."""


def is_hidden(python: CPython, folder: Path, text: str) -> bool:
    """Tell whether a module in a shared library can't be imported, in a plug-in where the config speaks of one."""
    programs.write_sources(folder, {"host": (configs.in_folder(folder, text, python), "c")})
    make_library(folder / "lib" / "needy.so", python.include, Library(init="PyInit_needy", name="needy"))
    executable = folder / "program"
    gcc = programs.COMPILERS["gcc"]
    if "plugin = True" not in text:
        programs.compile_main(folder, python, gcc, ["-o", str(executable)], link_flags(python))
    else:
        plugin = folder / "plugin.so"
        flags = ["-shared", "-fPIC", "-Dmain=plugin_main", "-o", str(plugin)]
        programs.compile_main(folder, python, gcc, flags, link_flags(python))
        loader = folder / "loader"
        loader.mkdir()
        (loader / "main.c").write_text(LOADER)
        programs.compile_main(loader, python, gcc, [f'-DPLUGIN="{plugin}"', "-o", str(executable)], ["-ldl"])
    code = f"import sys; sys.path.insert(0, {str(folder / 'lib')!r}); import needy"
    done = Program(executable=executable, python=python).run("host", code=code, home=str(python.prefix))
    assert (done.code == 0) is ("undefined symbol: Py" not in done.stderr), done.stderr
    return done.code != 0


def lay_out(folder: Path, python: CPython) -> None:
    """Put the prefix of the CPython beside the program, and a user's home with a folder for packages."""
    (folder / "py").symlink_to(python.prefix)
    for name in (f"python{python.version}", "python"):
        (folder / "user" / ".local" / "lib" / name / "site-packages").mkdir(parents=True)


SHOW_BYTECODE = """
import os, sys
os.makedirs("below", exist_ok=True)
with open("below/shipped.py", "w") as file:
    file.write("x = 1")
sys.path.insert(0, "below")
import shipped
print(os.path.exists(shipped.__cached__ or ""))
os.unlink(shipped.__cached__) if os.path.exists(shipped.__cached__ or "") else None
"""
"""Tells whether an import has left bytecode."""

SEALED = 'host(outputs = ["c"], sealed = True)\n'

CLAIMS: tuple[Claim, ...] = (
    Special(
        code="plugin-hides-python",
        severity=Severity.WARNING,
        bad=PLUGIN,
        good=PLUGIN.replace(", plugin = True", ""),
        happens=is_hidden,
    ),
    Case(
        code="sealed-bytecode",
        severity=Severity.WARNING,
        bad=SEALED + 'interpreter(profile = "isolated", utf8_mode = True)\n',
        good=SEALED + 'interpreter(profile = "isolated", utf8_mode = True, write_bytecode = False)\n',
        ask=SHOW_BYTECODE,
        claim=lambda run: run.stdout == "True\n",
    ),
    Case(
        code="sealed-bytecode",
        name="below the program",
        severity=Severity.WARNING,
        bad=SEALED + 'interpreter(profile = "isolated", utf8_mode = True, pycache_prefix = "$ORIGIN/cache")\n',
        good=SEALED
        + 'interpreter(profile = "isolated", utf8_mode = True, pycache_prefix = "$ORIGIN", write_bytecode = False)\n',
        ask=SHOW_BYTECODE,
        claim=lambda run: run.stdout == "True\n",
    ),
    Case(
        code="user-packages",
        severity=Severity.INFO,
        bad='interpreter(home = "$ORIGIN/py")',
        good='interpreter(home = "$ORIGIN/py", user_site_directory = False)',
        home=False,
        environment={"HOME": "user"},
        ask="import sys; print(any('/user/.local/' in path for path in sys.path))",
        claim=lambda run: run.stdout == "True\n",
    ),
    Case(
        code="sealed-user-site",
        severity=Severity.WARNING,
        bad=SEALED + "interpreter(write_bytecode = False)\n",
        good=SEALED + "interpreter(write_bytecode = False, user_site_directory = False)\n",
        ask="import site; print(site.ENABLE_USER_SITE)",
        claim=lambda run: run.stdout == "True\n",
    ),
)
