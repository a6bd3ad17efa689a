"""X options: each does in a real CPython what the checker expects, alone in both profiles and beside a field."""

from __future__ import annotations

import sys
from pathlib import Path

import attrs
import pytest

from configlang.check.families import x_options
from configlang.check.rule import View
from configlang.cpython.targets import host_target
from configlang.outputs.table import BY_NAME
from configlang.schema.config import Config
from configlang.schema.interpreter import InterpreterConfig
from tests.hosts import programs
from tests.hosts.cpythons import VERSIONS, CPython, require_cpython
from tests.hosts.programs import Run
from tests.truth.members import member

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")

OPTIONS = (
    *("dev", "utf8", "utf8=0", "warn_default_encoding", "disable_remote_debug", "disable-remote-debug"),
    *("tracemalloc", "tracemalloc=5", "tracemalloc=x", "tracemalloc=-1", "tracemalloc=70000", "tracemalloc= 3"),
    *("faulthandler", "faulthandler=0", "perf", "perf=off", "perf_jit", "no_debug_ranges", "no_debug_ranges=0"),
    *("int_max_str_digits", "int_max_str_digits=", "int_max_str_digits=639", "int_max_str_digits=700"),
    *("importtime", "importtime=2", "importtime=3", "importtime=x", "pycache_prefix=a"),
    *("pycache_prefix", "frozen_modules=off", "frozen_modules=On", "frozen_modules=no"),
    *("cpu_count", "cpu_count=0", "cpu_count=3", "cpu_count=x", "cpu_count=99999999999"),
    *("gil", "gil=0", "gil=2", "thread_inherit_context", "thread_inherit_context=1", "thread_inherit_context=2"),
    *("context_aware_warnings=01", "context_aware_warnings=x", "oldparser", "showalloccount", "presite=x", "pystats"),
    "tlbc=0",
)
"""Options that say something else than what holds without them."""

FIELDS: dict[str, dict[str, object]] = {
    "tracemalloc": {"tracemalloc": 4},
    "importtime": {"import_time": False},
    "cpu_count": {"cpu_count": 2},
    "thread_inherit_context": {"thread_inherit_context": False},
    "faulthandler": {"fault_handler": False},
    "pycache_prefix": {"pycache_prefix": "b"},
    "frozen_modules": {"use_frozen_modules": True},
    "no_debug_ranges": {"code_debug_ranges": True},
    "perf": {"perf_profiling": 2},
    "int_max_str_digits": {"int_max_str_digits": 800},
    "disable-remote-debug": {"remote_debug": True},
}
"""By option: a field that says something else."""

SHOW_LIMIT = "import sys; print(sys.flags.int_max_str_digits)"
"""Tells of the one field that has a flag in CPythons where it is no member."""


@attrs.frozen
class Trial:
    """An option, alone in a profile or beside a field of the same meaning."""

    profile: str
    option: str
    fields: tuple[tuple[str, object], ...] = ()

    def interpreter(self, *options: str) -> InterpreterConfig:
        """Return the config with some options."""
        given = {"profile": self.profile, "utf8_mode": True, "site_import": False, **dict(self.fields)}
        return InterpreterConfig(x_options=options, **given)  # type: ignore[arg-type]


TRIALS = (
    *(Trial(profile, option) for profile in ("python", "isolated") for option in OPTIONS),
    *(
        Trial("isolated", option, tuple(FIELDS[name].items()))
        for option in OPTIONS
        if (name := option.partition("=")[0]) in FIELDS
    ),
)


def config_of(python: CPython, trial: Trial, *options: str) -> Config:
    """Return the config of a trial."""
    return Config(target=host_target(), python=python.version, interpreter=trial.interpreter(*options))


def foretold(config: Config, output: str = "c") -> str:
    """Return what the checker expects of the options of a config: refused, idle or acting."""
    assert config.python is not None
    view = View(config=config, version=config.python, output=BY_NAME[output])
    problems = [problem for rule in x_options.RULES for problem in rule.find(view)]
    if any(problem.code == "bad-x-option" or "free-threaded builds only" in problem.message for problem in problems):
        return "refused"
    # Nothing is said of an option whose field is on: what it would do is done.
    if config.interpreter.x_options == ("utf8",) and config.interpreter.utf8_mode:
        return "idle"
    is_idle = any(each.message.startswith("`x_options`") and "no effect" in each.message for each in problems)
    return "idle" if is_idle else "acting"


def state(run: Run) -> object:
    """Return what an option may have changed: all but the options themselves, and what the run is called."""
    # The first is a flag that release builds have and don't look at.
    named = {"show_alloc_count", "_orig_argv", "argv", "orig_argv", "program_name", "xoptions"}
    config = {name: value for name, value in run.came_up["configs"]["config"].items() if name not in named}
    return config, run.came_up["configs"]["pre_config"], run.stdout


@pytest.mark.parametrize("version", VERSIONS)
def test_options_do_what_the_checker_expects(version: str, tmp_path: Path) -> None:
    """Each option is refused, idle or acting, alone and beside its field, just as the findings say."""
    python = require_cpython(version)
    configs = {}
    for index, trial in enumerate(TRIALS):
        configs[f"with_{index}"] = (config_of(python, trial, trial.option), "c")
    bases = {(trial.profile, trial.fields): trial for trial in TRIALS}
    for index, trial in enumerate(bases.values()):
        configs[f"base_{index}"] = (config_of(python, trial), "c")
    program = programs.build(tmp_path, python, configs)
    before = {key: state(program.run(f"base_{index}", code=SHOW_LIMIT)) for index, key in enumerate(bases)}

    seen, expected = {}, {}
    for index, trial in enumerate(TRIALS):
        expected[trial] = foretold(config_of(python, trial, trial.option))
        run = program.run(f"with_{index}", code=SHOW_LIMIT)
        unchanged = run.code == 0 and state(run) == before[trial.profile, trial.fields]
        seen[trial] = "refused" if run.code == 101 else "idle" if unchanged else "acting"

    assert expected == seen


def test_options_come_too_late_for_pyinitconfig(tmp_path: Path) -> None:
    """PyInitConfig leaves no field open for the options, whatever the profile, and the finding says so."""
    python = require_cpython("3.14")
    trial = Trial("python", "tracemalloc=5")
    config = config_of(python, trial, trial.option)
    program = programs.build(tmp_path, python, {"init": (config, "c-initconfig"), "plain": (config, "c")})

    assert ("idle", 0) == (
        foretold(config, "c-initconfig"),
        member(program.run("init"), "tracemalloc"),
    )
    assert ("acting", 5) == (foretold(config), member(program.run("plain"), "tracemalloc"))
