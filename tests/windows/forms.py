"""
The claims of tests/truth/cases as Windows has them: what the checker says for Windows is held against CPython there.

What a claim asks for is told with POSIX paths: `as_posix` makes them of those of a run. Some claims have a form of
their own, and some say what Windows has not.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import attrs

from configlang.check.engine import WHOLE_RULES, rules_for
from configlang.check.rule import View, given_in
from tests.hosts.cargo import require_tool
from tests.hosts.cpythons import CPython
from tests.hosts.programs import EXTENSIONS, Run
from tests.truth import configs
from tests.truth.claims import Case, Claim
from tests.truth.test_every_rule import found_by
from tests.truth.truth import GROUPS, Group
from tests.windows import hosts

ON_PATH = "the folder of the program is the working folder of a run, and on the path there whatever is safe"

ENVIRONMENTS = "the environments are those of POSIX; tests/windows/test_c.py has one of Windows"

ONLY_POSIX = {
    **{
        f"virtual:{claim}": ENVIRONMENTS
        for claim in (
            "environment-contradicted-executable",
            "environment-contradicted-site",
            "environment-contradicted-prefix",
            "relative-environment",
            "no-environment",
            "environment-of-other-python",
            "environment-broken-program",
            "environment-shared",
        )
    },
    "environment:variable-of-loader": "Windows finds libraries through PATH, which it reads at each load",
    "numbers:perf-unsupported-JIT-dump": "`perf` is Linux's, so both have the finding",
    "switches:signal-handler-comes-back": "it reads /proc to see a handler of a signal",
    "paths:library-by-chance": "Windows does not look on PATH; see test_places.py",
    "paths:wrong-separator": "the separators are the other way round there, so the twin has the finding",
    "paths:prefix-ignored-exec_prefix": "a home is one folder there, whatever is in it",
    "paths:empty-path-program_name-is-unset": "sys.executable is the file of the program, whatever its name",
    "embedders:origin-unused-exe": "an executable of POSIX is no path of Windows",
    "isolation:isolated-overrules-safe_path": ON_PATH,
    "isolation:safe-path-stays-on": ON_PATH,
    "availability:unavailable-field-effect": ON_PATH,
    "running:script-folder-safe-path": ON_PATH,
    "paths:site-packages-added-without-site@3.9": "it is imported, and adds nothing",
    "paths:empty-path-home-is-unset@3.9": "with paths, nothing computes a prefix up to 3.10",
    "paths:prefix-moves-library-prefix@3.9": "up to 3.10 no library is found there without a home",
    "paths:prefix-moves-library-exec_prefix@3.9": "the same",
    "options:x-option-without-effect-named-utf8_mode=0": "no locale switches UTF-8 mode on there",
    "modules:breaks-start-bootlocale": "a text file makes it import that, as a .pth file of site-packages on Linux",
}
"""The claims that say nothing of Windows, or of one version there, by group and name, with what keeps them from it."""


IMPORTER_OFF = next(
    case for group in GROUPS for case in group.cases if f"{group.name}:{case.id}" == "embedders:importer-off-extension"
)

FORMS: dict[str, dict[str, Any]] = {
    "host:user-packages": {
        # Wine has an APPDATA of its own.
        "environment": {"PYTHONUSERBASE": "user"},
        "ask": "import sys; print(any('user' in path and 'site-packages' in path for path in sys.path))",
    },
    "switches:c-streams-stay-buffered": {
        "ask": """
import ctypes, os
library = ctypes.CDLL("ucrtbase")
library.putchar(ord("C"))
os.write(1, b"P")
library.fflush(None)
""",
    },
    # `_json` and `_struct` are built in there.
    "embedders:importer-off-extension": {
        "bad": IMPORTER_OFF.bad.replace("_json", "_socket"),
        "good": IMPORTER_OFF.good.replace("_json", "_socket"),
        "ask": "import _socket",
        "claim": lambda run: run.code == 92 and "No module named '_socket'" in run.stderr,
    },
    "paths:wrong-standard-library": {
        "ask": "import _socket",
        "claim": lambda run: run.code == 101 or "DLL load failed while importing _socket" in run.stderr,
    },
    "paths:duplicate-path": {
        "ask": "import sys; print(sum(path.replace(chr(92), '/').rstrip('/').endswith('/extra') for path in sys.path))"
    },
    "paths:site-packages-added": {
        "ask": "import site; print(site.getsitepackages())",
        "claim": lambda run: "site-packages" in run.stdout and "/py/" not in run.stdout,
    },
    "paths:prefix-moves-library-exec_prefix": {
        "claim": lambda run: any(path.startswith("/nowhere/") for path in run.came_up["path"])
    },
    "paths:prefix-moves-library-base_exec_prefix": {
        "claim": lambda run: any(path.startswith("/nowhere/") for path in run.came_up["path"])
    },
    "paths:relative-path-python_path_env": {
        "bad": 'interpreter(site_import = False, python_path_env = "Z:\\\\one;extra")',
        "good": 'interpreter(site_import = False, python_path_env = "Z:\\\\one;Z:\\\\extra")',
    },
    "paths:home-is-environment": {
        "good": 'start(executable = "$ORIGIN\\\\venv\\\\Scripts\\\\python.exe")',
    },
}
"""The parts of a claim that are others on Windows, by group and name."""


def is_shown(group: Group, case: Case, version: str) -> bool:
    """Tell whether a claim says something of Windows, for a CPython."""
    name = f"{group.name}:{case.id}"
    return name not in ONLY_POSIX and f"{name}@{version}" not in ONLY_POSIX


def form_of(group: Group, case: Case) -> Case:
    """Return a claim as it is run on Windows."""
    form: Case = attrs.evolve(case, **FORMS.get(f"{group.name}:{case.id}", {}))
    # Shared libraries have another suffix.
    texts = {kind: getattr(form, kind).replace('.so"', '.pyd"') for kind in ("bad", "good", "head")}
    return attrs.evolve(form, **texts, target=hosts.TARGET)


def is_told(case: Claim, kind: str, python: CPython) -> bool:
    """Tell whether a rule has the finding of a claim in one of its configs, for a CPython."""
    config, _ = configs.frozen(case.text(kind), python.version, hosts.TARGET)
    view = View(config=config, version=python.release, output=case.checked_for)
    rules = rules_for(given_in(config), case.checked_for)
    whole = (problem for find in WHOLE_RULES for problem in find(config))
    return any(found_by(rule, view, case.code) for rule in rules) or case.code in {problem.code for problem in whole}


def as_posix(run: Run) -> Run:
    """Return a run with its paths as they would be on POSIX."""
    report = None if run.report is None else _posix(run.report)
    return attrs.evolve(run, stdout=_posix(run.stdout.replace("\\\\", "\\")), report=report)


def _posix(value: Any) -> Any:  # noqa: ANN401 - a literal
    if isinstance(value, str):
        return value.replace("Z:\\", "/").replace("\\", "/").replace("Z:/", "/")
    if isinstance(value, list | tuple):
        return type(value)(_posix(each) for each in value)
    if isinstance(value, dict):
        return {name: _posix(each) for name, each in value.items()}
    return value


def lay_out(folder: Path, python: CPython, group: Group) -> None:
    """Put what the configs of a group name into the folder of a program."""
    if group.name == "paths":
        _lay_paths(folder, python)
    elif group.name == "modules":
        (folder / "python").symlink_to(python.prefix)
        for name in ("codecs", "encodings", "json", "os", "quick", "runpy", "time", "types"):
            (folder / name).mkdir()
            compile_library(python, folder / name / f"{name}.pyd", f"PyInit_{name}")
    elif group.name == "host":
        (folder / "py").symlink_to(python.prefix)
        (folder / "user" / hosts.dll_name(python).capitalize() / "site-packages").mkdir(parents=True)
    else:
        group.lay_out(folder, python)


def _lay_paths(folder: Path, python: CPython) -> None:
    other = hosts.OLDEST if python.version != hosts.OLDEST else hosts.NEWEST
    (folder / "py").symlink_to(python.prefix)
    (folder / "copy").symlink_to(python.prefix / "Lib")
    (folder / "other").symlink_to(hosts.require_cpython(other).prefix)
    (folder / "extra").mkdir()
    (folder / "extra" / "extramod.py").write_text("print('extra')\n", encoding="utf-8")
    (folder / "venv" / "Scripts").mkdir(parents=True)
    (folder / "venv" / "pyvenv.cfg").write_text(f"home = Z:{python.prefix}\n", encoding="utf-8")


def compile_library(python: CPython, library: Path, init: str) -> None:
    """Compile the module with multi-phase initialisation to a shared library."""
    source = library.with_suffix(".c")
    source.write_text("#include <Python.h>\n" + EXTENSIONS.replace("PyInit_multi", init), encoding="utf-8")
    linked = python.library / f"{hosts.dll_name(python)}.lib"
    compiler = require_tool(hosts.COMPILER[0])
    subprocess.run([compiler, "-shared", "-isystem", python.include, "-o", library, source, linked], check=True)
