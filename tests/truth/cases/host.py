"""The program that a config is for: what a plug-in hides, and what gets into a sealed one."""

from __future__ import annotations

from pathlib import Path

from configlang.findings.finding import Severity
from configlang.outputs.table import BY_NAME
from tests.hosts import programs
from tests.hosts.cpythons import CPython
from tests.hosts.extensions import Library, make_library
from tests.hosts.plugins import build_loader, build_plugin, build_rust_plugin, find_archive
from tests.truth import configs
from tests.truth.claims import Case, Claim, Special

PLUGIN = """\
host(outputs = ["rust"], plugin = True)
interpreter(profile = "isolated", utf8_mode = True)
"""

STATIC = """\
host(outputs = ["rust-ffi"], libpython = "static", plugin = True)
interpreter(profile = "isolated", utf8_mode = True)
"""


def is_hidden(python: CPython, folder: Path, text: str) -> bool:
    """Tell whether a module in a shared library can't be imported: in a plug-in that mends nothing, or in a program."""
    config = configs.in_folder(folder, text.replace("plugin = True", "plugin = False"), python)
    make_library(folder / "lib" / "needy.so", python.include, Library(init="PyInit_needy", name="needy"))
    code = f"import sys; sys.path.insert(0, {str(folder / 'lib')!r}); import needy"
    if "plugin = True" not in text:
        done = programs.build(folder, python, {"host": (config, "c")}).run("host", code=code)
        assert done.code == 0, done.stderr
        return False
    plugin = build_plugin(folder / "plugin", python, config)
    loaded = build_loader(folder, python).run("open", plugin, "start", python.prefix, "run", code)
    assert loaded.stdout.startswith("0 \n"), loaded.stdout
    assert ("ran -1" in loaded.stdout) is ("undefined symbol: Py" in loaded.stderr), loaded.stderr
    # pyembed serves no other.
    return "ran -1" in loaded.stdout and python.release.whole in BY_NAME["rust"].versions


def does_not_start(python: CPython, folder: Path, text: str) -> bool:
    """Tell whether a plug-in in Rust does not start for what it hides."""
    python = find_archive(folder, python) if "static" in text else python
    plugin = build_rust_plugin(folder / "plugin", python, configs.in_folder(folder, text, python))
    done = build_loader(folder, python).run("open", plugin, "start", python.prefix)
    assert done.stdout[:1] == "0" or "keeps them to itself" in done.stdout, done
    return not done.stdout.startswith("0")


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
print(os.path.exists(shipped.__spec__.cached or ""))
os.unlink(shipped.__spec__.cached) if os.path.exists(shipped.__spec__.cached or "") else None
"""
"""Tells whether an import has left bytecode."""

SEALED = 'host(outputs = ["c"], sealed = True)\n'

CLAIMS: tuple[Claim, ...] = (
    Special(
        code="plugin-hides-python",
        severity=Severity.WARNING,
        bad=PLUGIN,
        good=PLUGIN.replace(", plugin = True", ""),
        output="rust",
        happens=is_hidden,
    ),
    Special(
        code="plugin-hides-python",
        name="a static libpython",
        severity=Severity.WARNING,
        bad=STATIC,
        good=STATIC.replace("static", "shared"),
        output="rust-ffi",
        happens=does_not_start,
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
