"""One boot from its config to its record: build, start, start once more with a home, compare."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from configlang.boot import lost, process, start, windows
from configlang.boot.build import build, missing
from configlang.boot.compare import compare, compare_modules, modules_of
from configlang.boot.inside import make
from configlang.boot.place import with_place
from configlang.boot.pythons import CPython, show, unknown
from configlang.boot.record import Boot, Booted, Difference, Module
from configlang.boot.standing import found_below, hindrance
from configlang.compiler import Job
from configlang.evaluation import Evaluation
from configlang.findings.finding import Finding, Severity
from configlang.findings.problem import CPYTHON, Problem
from configlang.light import records
from configlang.outputs.host import plan as hosts
from configlang.outputs.host.plan import Plan
from configlang.schema.config import Config
from configlang.schema.texts import expand, has_origin


@records.frozen(kw_only=True)
class Settings:
    """
    What a boot goes by beside its config and its CPython.

    Attributes:
        name: The name of the program, without its folder.
        folder: The folder of the config file: what ``$ORIGIN`` means where nothing else is said.
        origin: What it means instead, before what the config says, or None.
        home: The home that the host passes, or None.
        arguments: The arguments of the program.
        given: Files that are linked in.
        values: What the host passes as its values: names and texts.
        timeout: How long each step may take, in seconds.
        is_for_all: Whether every CPython found is booted, so that one which does not fit is left out.
    """

    name: str
    folder: str
    origin: str | None = None
    home: str | None = None
    arguments: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    timeout: float
    is_for_all: bool = False


def boot(job: Job, python: CPython, folder: str, settings: Settings) -> tuple[Booted, start.Host | None]:
    """
    Boot a config.

    Args:
        job: The config, to be evaluated for the version of the CPython.
        python: The CPython.
        folder: An empty folder for everything that is written.
        settings: How.

    Returns:
        What came of it, and what starts the program again; None where it did not start.
    """
    run, refused, files = make(job, settings.values)
    config = run.unchecked
    if config is None:
        return _not_evaluated(run, python, settings), None
    if not files:
        return _not_emitted(run, python, run.findings[len(run.findings) - refused :], settings), None
    if problem := missing(python, severity=Severity.INFO if settings.is_for_all else Severity.ERROR):
        record = _skipped(python, _told(problem, python), problem)
        return Booted(run=run, boot=record), None
    record, host = _boot(config, python, files, folder, settings)
    return Booted(run=run, boot=record), host


def run_program(host: start.Host, booted: Booted, streams: process.Streams) -> Booted:
    """Run the program of a config that has started, and note its exit code."""
    code = start.run(host, streams)
    problem = None
    if isinstance(code, Problem):
        problem, code = code, None
    elif code is None:
        problem = Problem(
            code="boot-timeout",
            message=f"{CPYTHON} takes longer than {host.timeout:g} seconds while it runs the program",
            hint="--timeout gives it more",
        )
    elif code < 0:
        message = f"{CPYTHON} died of {process.name_of(code)} while it ran the program"
        problem = Problem(code="boot-crashed", message=message)
    problems = (*booted.boot.problems, *filter(None, [problem]))
    return records.evolve(booted, boot=records.evolve(booted.boot, exit_code=code, problems=problems))


def require_one(booted: Sequence[Booted]) -> tuple[list[Booted], list[Problem]]:
    """Make errors of the reasons why CPythons were left out, where none is left; return what else there is to say."""
    if any(each.boot.outcome != "skipped" for each in booted):
        return list(booted), []
    found = "there is no CPython here" if not booted else "the config is meant for none of the CPythons here"
    if any(each.boot.problems for each in booted):
        return [_blamed(each) for each in booted], []
    return list(booted), [unknown(found, f"there are {show(each.boot.python for each in booted)}" if booted else None)]


def _blamed(booted: Booted) -> Booted:
    problems = (problem._replace(severity=Severity.ERROR) for problem in booted.boot.problems)
    return records.evolve(booted, boot=records.evolve(booted.boot, problems=tuple(problems)))


def _skipped(python: CPython, reason: str, *problems: Problem) -> Boot:
    return Boot(python=python, outcome="skipped", reason=reason, problems=problems)


def _not_evaluated(run: Evaluation, python: CPython, settings: Settings) -> Booted:
    if settings.is_for_all and any(finding.code == "incompatible" for finding in run.findings):
        # Whatever else there is to say of the config for this version: nobody will start it so.
        return Booted(run=records.evolve(run, findings=()), boot=_skipped(python, "the config is not meant for it"))
    record = Boot(python=python, outcome="failed", reason=f"the config has errors for CPython {python.version}")
    return Booted(run=run, boot=record)


def _not_emitted(run: Evaluation, python: CPython, refused: Sequence[Finding], settings: Settings) -> Booted:
    errors = [finding for finding in refused if finding.is_error]
    if settings.is_for_all and all(finding.code == "python-unsupported" for finding in errors):
        run = records.evolve(run, findings=tuple(finding for finding in run.findings if finding not in refused))
        return Booted(run=run, boot=_skipped(python, errors[0].message))
    reason = f"the output {run.outputs[0]} refuses the config"
    return Booted(run=run, boot=Boot(python=python, outcome="failed", reason=reason))


def _boot(
    config: Config, python: CPython, texts: Mapping[str, str], folder: str, settings: Settings
) -> tuple[Boot, start.Host | None]:
    plan = hosts.plan(config)
    origin = _origin(plan, settings, python)
    program = build(config, python, texts, folder, given=settings.given, timeout=settings.timeout)
    if isinstance(program, Problem):
        return _failed(python, origin, program), None
    place, name = origin, settings.name
    if python.target is not None:
        # What the program knows of its own place is said as its system says it.
        place, name = settings.origin or settings.folder, f"{name}.exe"
    is_said = settings.origin is None and (plan.fixed_origin or plan.fixed_executable) is not None
    host = start.Host(
        program=program,
        # Where the host will lie: CPython looks for its library from there.
        argv=(os.path.join(os.path.abspath(place), name), *settings.arguments),
        origin=None if is_said else origin,
        home=None if settings.home is None else _as_known(python, settings.home),
        folder=folder,
        timeout=settings.timeout,
        dlls=None if python.target is None else python.prefix,
    )
    seen, needed = start.start(host), None
    if not seen.has_started:
        problem = seen.problem or Problem(code="boot-failed", message=f"{CPYTHON} did not tell what came up")
        placed = problem if python.target else with_place(problem, config, python.as_python, origin)
        if lost.is_lost(placed):
            problem = lost.explained(placed, seen.searched)
            if placed.hint is None:
                environment = lost.environment_of(plan, origin, host.environment())
                problem = lost.blamed(problem, plan, origin, environment, home=settings.home)
        else:
            problem = placed
        with_home = _with_home(plan, python, host) if lost.is_lost(problem) else None
        if with_home is None:
            return _failed(python, origin, problem), None
        host, seen = with_home
        needed = _needs_home(problem, python)
    record = _started(config, plan, python, seen, origin)
    return records.evolve(
        record,
        home=host.home,
        is_home_needed=needed is not None,
        hindrance=None if seen.stands else hindrance(host.argv[0]),
        problems=(*filter(None, [needed]), *record.problems),
    ), host


def _with_home(plan: Plan, python: CPython, host: start.Host) -> tuple[start.Host, start.Seen] | None:
    """Start once more with a home of ours, where nothing says where the library is; None where that is no help."""
    is_said = host.home is not None or plan.member("home") is not None or plan.search_paths is not None
    if is_said or lost.variable(plan, lost.environment_of(plan, host.origin or "", host.environment())) is not None:
        return None
    with_home = records.evolve(host, home=_as_known(python, python.prefix))
    seen = start.start(with_home)
    return (with_home, seen) if seen.has_started else None


def _as_known(python: CPython, path: str) -> str:
    """Return what a program calls a path of this machine."""
    return path if python.target is None else windows.path_of(path)


def _needs_home(problem: Problem, python: CPython) -> Problem:
    return Problem(
        code="boot-needs-home",
        message=f"{problem.message}\n    it starts where the host passes a home: {_as_known(python, python.prefix)}",
        hint=(f"set `home`, or have the host pass it, as `home` of its struct, and boot with `--home {python.prefix}`"),
    )


def _origin(plan: Plan, settings: Settings, python: CPython) -> str:
    """Return what ``$ORIGIN`` means, as the program says it."""
    if settings.origin is not None:
        return _as_known(python, os.path.abspath(settings.origin))
    if plan.fixed_origin is not None:
        return plan.fixed_origin
    if plan.fixed_executable is not None:
        return os.path.dirname(plan.fixed_executable) or os.curdir
    return _as_known(python, os.path.abspath(settings.folder))


def _failed(python: CPython, origin: str, problem: Problem) -> Boot:
    return Boot(
        python=python,
        outcome="failed",
        reason=_told(problem, python).partition("\n")[0],
        origin=origin,
        problems=(problem,),
    )


def _told(problem: Problem, python: CPython) -> str:
    return problem.text(f"CPython {python.full_version}")


def _started(config: Config, plan: Plan, python: CPython, seen: start.Seen, origin: str) -> Boot:
    modules = modules_of(config, seen)
    booted = python.as_python
    differences = (
        *compare(config, plan, seen, python=booted, origin=origin),
        *compare_modules(config, modules, python=booted, origin=origin),
    )
    # What a crash kept from being imported is blamed by the crash.
    tried = [module for module in modules if module.name in seen.imports]
    not_imported = [_not_imported(module, _hint_for(module, config, origin, python)) for module in tried]
    problems = [seen.problem, *map(_differs, differences), *not_imported]
    return Boot(
        python=python,
        outcome="started",
        origin=origin,
        sys=seen.sys,
        configs=seen.configs,
        modules=modules,
        differences=differences,
        problems=tuple(filter(None, problems)),
    )


def _differs(difference: Difference) -> Problem:
    return Problem(
        code="boot-differs",
        message=f"`{difference.field}`: the config says {difference.said}; {CPYTHON} came up with {difference.got}",
        paths=(difference.path,),
        element=difference.element,
    )


def _hint_for(module: Module, config: Config, origin: str, python: CPython) -> str | None:
    """Say which option is missing where a library is not where the config says, or its init function is not given."""
    path = next((each.path for each in config.dynamic_extensions if each.name == module.name), None)
    if path is None:
        return "`--with` links the file with its init function in" if module.is_stand_in else None
    if python.target is not None or os.path.exists(expand(path, origin)) or not has_origin(path):
        return None
    built = found_below(origin, path)
    there = "the folder that the program is built into" if built is None else f"as in `--origin {built}`"
    return f"there is no file {expand(path, origin)}; `--origin` says where the program lies, {there}"


def _not_imported(module: Module, hint: str | None) -> Problem | None:
    if module.error is None:
        return None
    return Problem(
        code="boot-import",
        message=f"`{module.name}`: {CPYTHON} can't import it: {module.error}".rstrip(),
        paths=(f"{'static' if module.is_static else 'dynamic'}_extension:{module.name}",),
        hint=hint,
    )
