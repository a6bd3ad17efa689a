"""
The pipeline: read, evaluate, freeze, check, emit, silence once. It runs in a worker.

Between stages it stops with every error so far. What a config silences is taken out at the very end, when everything
that there is to say of a run has been said.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence

from configlang.check.engine import check_each as check_for
from configlang.cpython.builds import exists
from configlang.cpython.targets import host_target, parse_target
from configlang.cpython.versions import parse_python
from configlang.evaluation import Evaluation, silence
from configlang.findings.finding import Finding, Printed, Severity, Span, has_errors, sorted_by_place
from configlang.findings.problem import Problem
from configlang.findings.suggest import renew
from configlang.language.by_version import Evaluated, target_parts
from configlang.language.declarations import Sources
from configlang.language.engine import give_back
from configlang.language.runtime import Run
from configlang.language.task import Task
from configlang.language.variables import check_variables
from configlang.light import records
from configlang.light.typed import NamedTuple
from configlang.outputs import emit as emitting
from configlang.outputs.backend import Contents, EmitOptions
from configlang.outputs.by_version import refuse_variants, served_variants
from configlang.outputs.choice import choose_output
from configlang.outputs.table import BY_NAME, NO_FILE, Output
from configlang.project.labels import find_root
from configlang.project.limits import Limits
from configlang.project.source import name_of, read_source
from configlang.project.toml import Project, entries_of, outputs_of, override, read_project
from configlang.schema.config import Config
from configlang.schema.freeze import freeze as freeze_all
from configlang.schema.freezing.inputs import unknown_output, unknown_python, unknown_target
from configlang.schema.origins import Origins, to_finding
from configlang.schema.variants import Variant, merged, variants_of
from configlang.worker import here

VariableValue = str | bool | int


def compile_config(
    job: Job, wanted: Sequence[Wanted] = (), *, is_refusing: bool = False
) -> tuple[Evaluation, list[dict[str, Contents]]]:
    """
    Take a config through all stages.

    Args:
        job: The config file, and how it is evaluated.
        wanted: The outputs that are to be made.
        is_refusing: Whether it is told what the outputs refuse that the config is checked for, though none is made.

    Returns:
        What came of it, and for each output its files by path: none where it refused the config, or the config has
        errors. Nothing is written.
    """
    return _complete(analyse(job, wanted), is_refusing=is_refusing)


def compile_each(
    orders: Iterable[tuple[Job, Sequence[Wanted]]], *, is_refusing: bool = False
) -> Iterator[tuple[Evaluation, list[dict[str, Contents]]]]:
    """
    Take configs through all stages, as ``compile_config`` does with each, with limits for each.

    One that differs from the one before in what it does not read is not run anew: the parts of the target.
    """
    before: Compilation | None = None
    for job, wanted in orders:
        here.renew()
        before = analyse(job, wanted, before)
        yield _complete(before, is_refusing=is_refusing)


def _complete(run: Compilation, *, is_refusing: bool) -> tuple[Evaluation, list[dict[str, Contents]]]:
    files = [emit(run, each) for each in run.wanted]
    if is_refusing:
        for name in run.outputs:
            emit(run, Wanted(name, path=None))
    return conclude(run), files


def analyse(job: Job, wanted: Sequence[Wanted] = (), before: Compilation | None = None) -> Compilation:
    """
    Take a config through the stages that need no output: a stage starts only when the ones before had no error.

    Args:
        job: What is to be done.
        wanted: The outputs that are to be made.
        before: A config that was done before; what came of running it is taken where it comes to the same.
    """
    run = Compilation(job, wanted)
    run.task = read(run)
    if run.task is not None:
        run.ran = _ran_before(before, run.task) or evaluate(run.task)
        take_over(run, run.ran)
        if run.is_library:
            return run
        freeze(run)
        choose(run)
        check(run)
    return run


def _ran_before(before: Compilation | None, task: Task) -> Ran | None:
    """Return what came of running a config before that had no errors, where it would come to the same now."""
    if before is None or before.task is None or before.ran is None or before.ran.has_failed:
        return None
    if records.evolve(before.task, target=task.target) != task:
        return None
    read = {part for _, source in before.ran.sources.items() for part in target_parts(source.text)}
    return before.ran if all(before.task.target[part] == task.target[part] for part in read) else None


class Job(NamedTuple):
    """
    What is to be evaluated, and how; see ``evaluate``.

    Attributes:
        path: The config file; ``-`` is standard input.
        variables: Values of variables, by name.
        target: The target triple, None for the machine's own.
        python: The CPython version, or None.
        root: The folder that ``//`` labels start from, or None.
        is_following_symlinks: Whether a load may leave the root through a symbolic link.
        limits: Limits by name.
        outputs: The names of the outputs that the config is checked for; empty where it says itself what it is for.
        may_be_library: Whether the file may be one that others load, of which no declarations are wanted.
        among: The names of the outputs that alone are thought of then: the first that the config is for, else the
            first of these.
        entry: The number of the entry of the project file whose settings hold where the job has none of its own; None
            for the one of the config, where there is only one.
    """

    path: str
    variables: Mapping[str, VariableValue] = {}
    target: str | None = None
    python: str | None = None
    root: str | None = None
    is_following_symlinks: bool = False
    limits: Mapping[str, float] = {}
    outputs: tuple[str, ...] = ()
    may_be_library: bool = False
    among: tuple[str, ...] = ()
    entry: int | None = None

    @property
    def name(self) -> str:
        """The config file as people know it."""
        return name_of(self.path)

    def command(self, source: str, output: Output) -> str:
        """Return the command that prints an output, given from the root, so that it is the same from every folder."""
        from shlex import join

        words = ["configlang", "eval", source, "--format", output.name]
        for name, value in self.variables.items():
            words += ["-D", f"{name}={value}"]
        if self.target is not None:
            words += ["--target", self.target]
        if self.python is not None:
            words += ["--python", self.python]
        if self.root is not None:
            words += ["--root", "."]
        if self.is_following_symlinks:
            words.append("--follow-symlinks")
        return join(words)


class Wanted(NamedTuple):
    """
    An output that is to be made of a config.

    Attributes:
        name: The name of the output, None for what the path and the config say.
        path: Where its main file goes; ``NO_FILE`` for one text, None where only what it refuses is asked for.
        is_full: Whether unset values are written out (json).
    """

    name: str | None
    path: str | None = NO_FILE
    is_full: bool = False


class Compilation:
    """
    One config on its way through the stages.

    Attributes:
        job: What is to be done.
        wanted: The outputs that are to be made; once it is known what the config is for, each has a name.
        outputs: The names of the outputs that the config is checked for; none for CPython alone.
        project: What the project file says.
        root: The folder of that.
        listed: The outputs that it says are made of the config, with their places.
        spans: The places of the settings that come from it, by their names.
        task: What is to be run, once that is known.
        ran: What came of that.
        target: What the config is evaluated for; this machine where the job names no target that there is.
        findings: All that was found so far, also what the config silences.
        config: The config, once it is frozen and checked without an error.
        unchecked: The config, once it is frozen without an error.
        variants: That with its origins; where it goes by the version, one for each of its versions, the newest first,
            of which the first is the config.
        evaluated: What came of running it, for the same versions.
        origins: Where each value of the config was declared.
        source_label: The config file as seen from the root.
        sources: The files that were read.
        printed: What the config printed.
        missing: The files that were looked for and not there.
        is_library: Whether the file is none of a config but one that others load, as far as the job may be of one.
    """

    def __init__(self, job: Job, wanted: Sequence[Wanted] = ()) -> None:
        """Start with nothing."""
        renew()
        self.job = job
        self.wanted = list(wanted)
        self.outputs = job.outputs
        self.project = Project()
        self.root = ""
        self.listed: Mapping[str, Span] = {}
        self.spans: Mapping[str, Span] = {}
        self.task: Task | None = None
        self.ran: Ran | None = None
        self.target = parse_target(job.target or "") or host_target()
        self.findings: list[Finding] = []
        self.config: Config | None = None
        self.unchecked: Config | None = None
        self.variants: tuple[Variant, ...] = ()
        self.evaluated: list[Evaluated] = []
        self.origins: Origins = {}
        self.source_label = ""
        self.sources = Sources()
        self.printed: list[Printed] = []
        self.missing: list[str] = []
        self.is_library = False


def read(run: Compilation) -> Task | None:
    """Read what comes before the config file: the choices of the job, standard input, the project file."""
    job = run.job
    here.tell({"stage": "read", "file": job.name})
    limits, wrong = override(Limits(), job.limits)
    run.findings += wrong
    if run.findings:
        run.findings += check_choices(run)
        return None
    text = None
    if job.path == "-":
        source = read_source("-", job.name)
        if isinstance(source, Finding):
            run.findings.append(source)
            return None
        text = source.text
    # Nothing takes long before the project file, but whoever waits for standard input may.
    here.hold(limits)
    run.root = find_root(None if job.path == "-" else job.path, job.root, run.missing)
    run.project, findings = read_project(run.root)
    _take_entry(run)
    run.findings += [*findings, *check_choices(run)]
    if run.findings:
        return None
    job, target = run.job, run.target
    limits, _ = override(run.project.limits, job.limits)
    here.hold(limits)
    parts = {"triple": target.triple, "arch": target.arch, "os": target.os, "env": target.env}
    return Task(
        path=job.path,
        text=text,
        root=run.root,
        is_following_symlinks=job.is_following_symlinks,
        variables=job.variables,
        target=parts,
        python=None if job.python is None else parse_python(job.python),
        limits=limits,
        may_be_library=job.may_be_library,
    )


def _take_entry(run: Compilation) -> None:
    """Take what the project file says of the config, where the job says nothing itself."""
    job, project = run.job, run.project
    if job.entry is not None:
        chosen = [job.entry] if job.entry < len(project.entries) else []
    else:
        chosen = entries_of(project, run.root, None if job.path == "-" else job.path)
    entries = [project.entries[index] for index in chosen]
    run.listed = outputs_of(entries)
    if len(entries) != 1:
        return
    (entry,) = entries
    run.spans = {name: span for name, span in entry.spans.items() if getattr(job, name, None) is None}
    run.job = job._replace(
        target=job.target or entry.target,
        python=job.python or entry.python,
        variables={**entry.variables, **job.variables},
    )
    run.target = parse_target(run.job.target or "") or host_target()


class Ran(NamedTuple):
    """
    What came of running a config, for each version that it is for where it goes by the version.

    Attributes:
        evaluated: What came of it for each, the newest first.
        findings: What is the same for all versions.
        sources: The files that were read.
        label: The config file as seen from the root.
        missing: The files that were looked for and not there.
        is_library: Whether the file only defines what others may load, as far as the task admits one.
    """

    evaluated: list[Evaluated]
    findings: list[Finding]
    sources: Sources
    label: str
    missing: list[str]
    is_library: bool

    @property
    def has_failed(self) -> bool:
        """Whether there was an error, or a limit was reached."""
        return has_errors(self.all_findings())

    def all_findings(self) -> Iterator[Finding]:
        """Give all that was found, of each version."""
        yield from self.findings
        for each in self.evaluated:
            yield from each.findings


def evaluate(task: Task) -> Ran:
    """Run a config."""
    run = Run(task, here.check, here.tell)
    run.evaluate()
    ran = Ran(run.evaluated, run.findings, run.sources, run.main_label, run.missing, run.is_library)
    # The trees of the files go with it.
    del run
    give_back(sum(len(source.text) for _, source in ran.sources.items()))
    if here.is_short() and any(finding.code == "memory-limit" for finding in ran.all_findings()):
        raise MemoryError
    return ran


def take_over(run: Compilation, ran: Ran) -> None:
    """Take what came of running a config."""
    run.sources, run.source_label = ran.sources, ran.label
    run.missing += ran.missing
    run.is_library = ran.is_library
    run.evaluated = ran.evaluated
    run.printed += _printed(run.evaluated)
    run.findings += ran.findings
    run.findings += merged({each.python: each.findings for each in run.evaluated})


def _printed(evaluated: Sequence[Evaluated]) -> list[Printed]:
    """Return what was printed for the newest version, and what was printed for others alone, each line once."""
    first, *others = [each.printed for each in evaluated] or [[]]
    more = dict.fromkeys(line for each in others for line in each if line not in first)
    return [Printed(*line) for line in (*first, *more)]


def freeze(run: Compilation) -> None:
    """Make the config of what was declared, whose mistakes are told also where the evaluation had errors."""
    has_failed = has_errors(run.findings)
    python = None if run.job.python is None else parse_python(run.job.python)
    frozen = {each.python: freeze_all(each.declarations, run.target, python) for each in run.evaluated}
    run.findings += merged({version: each.findings for version, each in frozen.items()})
    if not has_failed:
        run.findings += check_variables(run.job.variables, run.evaluated, run.spans)
    if not has_errors(run.findings):
        run.variants = variants_of(frozen)
    if run.variants:
        run.unchecked, run.origins = run.variants[0]


def choose(run: Compilation) -> None:
    """
    Find out which outputs this is about.

    Raises:
        ChoiceError: When several could be meant.
    """
    if run.unchecked is None:
        return
    job, host = run.job, run.unchecked.host
    named = dict.fromkeys([*job.outputs, *(each.name for each in run.wanted if each.name is not None)])
    declared = host.outputs if host is not None else tuple(run.listed)
    if host is not None:
        run.findings += _check_named(run, host.outputs, named)
    run.wanted = [
        each if each.name is not None else each._replace(name=choose_output(each.path or NO_FILE, declared))
        for each in run.wanted
    ]
    if not job.outputs:
        made = dict.fromkeys(each.name for each in run.wanted if each.name is not None)
        run.outputs = tuple(made) or declared
        if job.among:
            run.outputs = (next((name for name in declared if name in job.among), job.among[0]),)


def _check_named(run: Compilation, declared: Sequence[str], named: Iterable[str]) -> Iterator[Finding]:
    """Report outputs that are asked for, or that the project file lists, and that the config is not for."""
    meant = f"which the config is not for: it is for {', '.join(declared)}"
    for name in named:
        # JSON is for inspection.
        if name not in {*declared, "json"}:
            problem = Problem(code="other-output", message=f"asked for is {name}, {meant}", paths=("host.outputs",))
            yield to_finding(problem, run.origins)
    for name, span in run.listed.items():
        if name not in declared:
            listed = Problem(code="other-output", message=f"`outputs`: here stands {name}, {meant}")
            yield listed._replace(severity=Severity.WARNING).at(span)


def check(run: Compilation) -> None:
    """Hold the config against what CPython does, once for each output that it is checked for."""
    if run.unchecked is None:
        return
    here.tell({"stage": "check", "file": run.job.name})
    outputs: list[Output | None] = [BY_NAME[name] for name in run.outputs]
    found = [check_for(run.variants, output) for output in outputs or [None]]
    run.findings += dict.fromkeys(_placed(run, finding) for each in found for finding in each)
    run.config = None if has_errors(run.findings) else run.unchecked


def _placed(run: Compilation, finding: Finding) -> Finding:
    """Return a finding about a config with a place: where nothing in it says so, what is wrong is all of the config."""
    if finding.span is not None:
        return finding
    first = next(iter(run.origins.values()), None)
    span = Span.from_line(run.job.name, 0) if first is None else first.declaration.span()
    return records.evolve(finding, span=span, stack=() if first is None else first.declaration.stack)


def emit(run: Compilation, wanted: Wanted) -> dict[str, Contents]:
    """Make the files of an output, by path."""
    if run.config is None:
        return {}
    output = BY_NAME[wanted.name or "json"]
    served = served_variants(run.variants, output)
    variants = tuple(each.config for each in served) if len(served) > 1 else ()
    if variants:
        refused_variants = [*refuse_variants(served, output)]
        run.findings += refused_variants or _refuse_each(served, output)
        if refused_variants:
            return {}
    config, origins = served[0]
    if variants:
        config = config.on(None)
    if len(run.variants) > 1:
        # What is said of versions that it does not serve is said whatever the config is for those.
        refused = emitting.refuse(config.on(None), output)
        run.findings += [_placed(run, to_finding(refusal, origins)) for refusal in refused]
        if any(refusal.is_error for refusal in refused):
            return {}
    return emit_config(run, config, wanted, origins, variants)


def emit_all(run: Compilation) -> dict[str, str]:
    """
    Make the outputs that a config is for, JSON where it is for none, each as one text.

    The headers don't say where the config lies, so that what is made of a copy is the same.
    """
    run.source_label, run.job = "", run.job._replace(root=None)
    made = {name: emit(run, Wanted(name)) for name in run.outputs or ("json",)}
    return {name: str(text) for name, files in made.items() for text in files.values()}


def at_hand(config: Config, variants: Sequence[Variant], outputs: Sequence[str]) -> Compilation:
    """Return a config as it stands before its outputs are made, though no file was read for it."""
    run = Compilation(Job(path=""))
    run.config = run.unchecked = config
    run.variants = tuple(variants) or (Variant(config, {}),)
    run.origins = run.variants[0].origins
    run.outputs = tuple(outputs)
    return run


def _refuse_each(variants: Sequence[Variant], output: Output) -> list[Finding]:
    """Say what an output can't of a config as it is for single versions."""
    return merged(
        {
            each.version: [
                to_finding(refusal, each.origins) for refusal in emitting.refuse(each.config.on(None), output)
            ]
            for each in variants
        }
    )


def emit_config(
    run: Compilation,
    config: Config,
    wanted: Wanted,
    origins: Origins | None = None,
    variants: tuple[Config, ...] = (),
) -> dict[str, Contents]:
    """
    Make the files of an output of a config; whether it has errors doesn't matter here.

    Args:
        run: Where it is told what the output says of it.
        config: The config.
        wanted: The output.
        origins: Where its values were declared, None for those of the run.
        variants: As in the options of an output.
    """
    here.tell({"stage": "emit", "file": run.job.name})
    output = BY_NAME[wanted.name or "json"]
    if wanted.path is None:
        emitted = emitting.Emitted({}, emitting.refuse(config, output))
    else:
        options = EmitOptions(
            output=output,
            source=run.source_label,
            command=run.job.command(run.source_label, output),
            is_full=wanted.is_full,
            variants=variants,
        )
        emitted = emitting.emit(config, options, wanted.path)
    places = run.origins if origins is None else origins
    run.findings += [_placed(run, to_finding(refusal, places)) for refusal in emitted.refusals]
    return emitted.files


def conclude(run: Compilation, *, is_silenced: bool = True) -> Evaluation:
    """Take out what the config silences, and return what came of it all."""
    inputs = [source.name for _, source in run.sources.items()]
    return Evaluation(
        config=run.config,
        findings=_silenced(run) if is_silenced else tuple(run.findings),
        inputs=(*inputs, *filter(None, [run.project.file])),
        missing=tuple(run.missing),
        outputs=run.outputs,
        printed=tuple(run.printed),
        origins=run.origins,
        source_label=run.source_label,
        unchecked=run.unchecked,
        variants=run.variants if len(run.variants) > 1 else (),
        sources=run.sources,
        is_strict=run.project.checks.is_strict,
    )


def _silenced(run: Compilation) -> tuple[Finding, ...]:
    """Return what was found without what comments and the project file silence."""
    found, checks = silence(run.findings, run.sources), run.project.checks
    if checks.is_all:
        return found

    def is_told(finding: Finding) -> bool:
        if finding.severity is Severity.ERROR:
            return True
        file = None if finding.span is None else os.path.relpath(finding.span.file, run.root or os.curdir)
        return checks.tells(finding.code, None if file is None else file.replace(os.sep, "/"))

    return tuple(finding for finding in found if is_told(finding))


class Emitted(NamedTuple):
    """
    What came of making an output of a config without its file.

    Attributes:
        files: By path; empty where there is an error.
        findings: What there is to say of the config for this output, without places.
    """

    files: dict[str, Contents]
    findings: tuple[Finding, ...]


def emit_only(config: Config, options: EmitOptions, path: str) -> Emitted:
    """
    Make the files of an output of a config that is at hand.

    Args:
        config: The config.
        options: The output, and what else it depends on.
        path: Where the main file goes, ``NO_FILE`` for one text.
    """
    found = check_for([Variant(config, {})], options.output)
    emitted = emitting.emit(config, options, path)
    found = [*found, *(to_finding(refusal, {}) for refusal in emitted.refusals)]
    return Emitted({} if has_errors(found) else emitted.files, sorted_by_place(found))


def check_choices(run: Compilation) -> Iterator[Finding]:
    """Report choices that are none, at their places where they come from the project file."""
    job, spans = run.job, run.spans
    if job.target is not None and parse_target(job.target) is None:
        yield unknown_target(job.target).at(spans.get("target"))
    yield from (unknown_output(name).at(None) for name in job.outputs if name not in BY_NAME)
    python = None if job.python is None else parse_python(job.python)
    if job.python is not None and (python is None or not exists(python)):
        where = "`python`" if "python" in spans else "`--python`"
        yield unknown_python(where, job.python).at(spans.get("python"))
