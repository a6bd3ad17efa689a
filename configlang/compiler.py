"""The pipeline: read, evaluate, freeze, check, emit; between stages it stops with every error so far."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence

import attrs

from configlang.cpython.targets import PYTHON_VERSIONS, Target, host_target, parse_python, parse_target
from configlang.findings.finding import Finding, Related, Span, has_errors, sorted_by_place
from configlang.findings.suggest import did_you_mean
from configlang.language import child
from configlang.language.declarations import RecordedDeclaration, Sources
from configlang.language.request import STDIN_NAME, Printed, Request
from configlang.outputs import OUTPUT_WARNINGS
from configlang.outputs.backend import Contents, EmitOptions, Refusal, find_backend
from configlang.project.labels import find_root
from configlang.project.source import Source, read_source
from configlang.project.toml import override, read_limits
from configlang.schema.config import Config
from configlang.schema.origins import Origins

VariableValue = str | bool | int


class ConfigError(Exception):
    """A config that can't be used; ``findings`` says why, and the message has them as text."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        """Keep the findings."""
        self.findings = tuple(findings)
        super().__init__("\n".join(_one_line(finding) for finding in self.findings))


def _one_line(finding: Finding) -> str:
    place = ""
    if finding.span:
        place = f"{finding.span.file}:{finding.span.start.line + 1}:{finding.span.start.column + 1}: "
    return f"{place}{finding.severity.value}[{finding.code}]: {finding.message}"


@attrs.frozen(kw_only=True)
class Evaluation:
    """
    What came of evaluating a config file.

    Attributes:
        config: The frozen config; None when there was an error.
        findings: Everything found, sorted by file and place.
        inputs: The files that were read, as they were named, the config file first.
        printed: What the config printed, in order.
        origins: Where each value of the config was declared.
        source_label: The config file as seen from the root, with ``/`` between names.
        unchecked: The config also where only the last stage, which looks at what CPython does with it, had errors.
    """

    config: Config | None
    findings: tuple[Finding, ...]
    inputs: tuple[str, ...]
    printed: tuple[Printed, ...] = ()
    origins: Origins = attrs.field(factory=dict, repr=False, eq=False)
    source_label: str = ""
    unchecked: Config | None = attrs.field(default=None, repr=False, eq=False)
    _sources: Sources = attrs.field(factory=Sources, repr=False, eq=False)
    _unsuppressed: tuple[Finding, ...] = attrs.field(default=(), repr=False, eq=False)
    _marked: tuple[Source, ...] = attrs.field(default=(), repr=False, eq=False)

    def require(self) -> Config:
        """
        Return the config.

        Raises:
            ConfigError: When there was an error.
        """
        if self.config is None:
            raise ConfigError(self.findings)
        return self.config

    def findings_with(self, more: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return all findings together with those of outputs, after the comments that silence some of them."""
        found = [*self._unsuppressed, *more] if self._marked else [*self.findings, *more]
        return _suppress(found, self._marked)

    def read_line(self, file: str, line: int) -> str | None:
        """Return a line (0-based) of a file that was read, for showing a finding; None for any other."""
        source = self._sources.by_name(file)
        return source.line(line) if source else None


def evaluate(
    path: str | os.PathLike[str],
    *,
    variables: Mapping[str, VariableValue] | None = None,
    target: str | None = None,
    python: str | None = None,
    root: str | os.PathLike[str] | None = None,
    follow_symlinks: bool = False,
    limits: Mapping[str, float] | None = None,
    outputs: Collection[str] | None = None,
) -> Evaluation:
    """
    Evaluate a config file to one frozen config.

    Args:
        path: The file; ``-`` is standard input.
        variables: Values for the calls of ``variable``, by name. A str is converted to the variable's type as on
            the command line; a bool or int must be of it.
        target: The target triple; None is the machine's own.
        python: The CPython version, as in ``3.11``; None leaves it open.
        root: The folder that ``//`` labels start from; None looks for ``configlang.toml`` upwards.
        follow_symlinks: Whether a load may leave the root through a symbolic link.
        limits: Limits by name (``timeout``, ``memory`` ...; see ``Limits``), before those of ``configlang.toml``.
        outputs: The outputs that the config is checked for: the CPython versions that each serves, and what brings
            CPython up there. None checks it for ``json``, which is for any program.

    Returns:
        The config with its findings. Mistakes in the config are findings, never exceptions.
    """
    parsed = host_target() if target is None else parse_target(target)
    findings = _check_choices(target, parsed, python)
    if parsed is None or findings:
        return Evaluation(config=None, findings=tuple(findings), inputs=())
    given = os.fspath(path)
    text = None
    if given == "-":
        source = read_source("-", STDIN_NAME)
        if isinstance(source, Finding):
            return Evaluation(config=None, findings=(source,), inputs=())
        text = source.text
    found_root = find_root(None if given == "-" else given, None if root is None else os.fspath(root))
    project_limits, findings = read_limits(found_root)
    all_limits, wrong = override(project_limits, limits or {})
    if findings or wrong:
        return Evaluation(config=None, findings=(*findings, *wrong), inputs=())
    request = Request(
        path=given,
        text=text,
        root=found_root,
        is_following_symlinks=follow_symlinks,
        variables=variables or {},
        target={"triple": parsed.triple, "arch": parsed.arch, "os": parsed.os, "env": parsed.env, "python": python},
        limits=all_limits,
    )
    running = child.Evaluation(request)
    with running.held_interrupts():
        # Imported while the other process works.
        from configlang.check.engine import check
        from configlang.schema.freeze import freeze

    outcome = running.outcome()
    frozen = freeze(outcome.declarations, parsed, python)
    findings = [*outcome.findings, *frozen.findings]
    if not has_errors(outcome.findings):
        findings += _check_variables(request.variables, outcome.declarations)
    unchecked = config = None if has_errors(findings) else frozen.config
    if config is not None:
        found = [check(config, frozen.origins, output) for output in dict.fromkeys(outputs or ("json",))]
        findings += dict.fromkeys(finding for each in found for finding in each)
        config = None if has_errors(findings) else config
    unsuppressed = tuple(findings)
    return Evaluation(
        config=config,
        findings=_suppress(unsuppressed, outcome.marked),
        inputs=tuple(source.name for _, source in outcome.sources.items()),
        printed=tuple(outcome.printed),
        origins=frozen.origins,
        source_label=outcome.main_label,
        unchecked=unchecked,
        sources=outcome.sources,
        unsuppressed=unsuppressed,
        marked=tuple(outcome.marked),
    )


def check_process(evaluations: Sequence[Evaluation], *, output: str = "rust") -> tuple[Finding, ...]:
    """
    Check configs that one process starts, one after another in this order or side by side.

    Args:
        evaluations: What came of evaluating them; one that is given twice is started twice.
        output: The output that all of them are meant for.

    Returns:
        What is wrong with starting them in one process, sorted by file and place, and not what each has by itself.
        Empty where one of them has no config, or there are less than two starts.
    """
    from configlang.check.process.configs import Start, check_process

    starts = [
        Start(config=each.config, origins=each.origins, file=each.inputs[0])
        for each in evaluations
        if each.config is not None
    ]
    if len(starts) < max(2, len(evaluations)):
        return ()
    found = sorted_by_place(check_process(starts, output))
    kept = [set(each.findings_with(found)) for each in evaluations]
    return tuple(finding for finding in found if all(finding in each for each in kept))


def _suppress(findings: Iterable[Finding], marked: Collection[Source]) -> tuple[Finding, ...]:
    if marked:
        from configlang.check.process.configs import PROCESS_WARNINGS
        from configlang.findings.catalogue import CATALOGUE
        from configlang.language.suppressions import suppress

        findings = suppress(findings, marked, CATALOGUE, (*OUTPUT_WARNINGS, *PROCESS_WARNINGS))
    return sorted_by_place(findings)


def emit(
    config: Config,
    format: str = "json",  # noqa: A002 - the option is called so
    *,
    source: str | None = None,
    command: str | None = None,
    full: bool = False,
) -> str:
    """
    Return a config as the text of an output.

    Args:
        config: The config.
        format: One of ``configlang.outputs.FORMATS``. An output of several files comes as one text.
        source: The config file that the header names.
        command: The command that the header gives for making the text again.
        full: json only: write unset values too.

    Raises:
        ConfigError: When the output can't express the config; the findings name the values, without places.
        ValueError: When there is no such output.
    """
    text, findings = emit_with_findings(config, {}, format, EmitOptions(source=source, command=command, is_full=full))
    if text is None:
        raise ConfigError(findings)
    return text


def emit_files(
    config: Config,
    format: str,  # noqa: A002 - the option is called so
    path: str | os.PathLike[str],
    *,
    source: str | None = None,
    command: str | None = None,
    full: bool = False,
) -> dict[str, Contents]:
    """
    Return the files of an output.

    That is one file for most, for C a source file and its header. An output that OxidizedFinder is to find extension
    modules with comes with a packed-resources file.

    Args:
        config: The config.
        format: One of ``configlang.outputs.FORMATS``.
        path: Where the main file goes; the others stand beside it, and the names of functions in C start with its stem.
        source: The config file that the header names.
        command: The command that the header gives for making the text again.
        full: json only: write unset values too.

    Returns:
        Texts, and bytes for packed resources, by path, the main file first. Nothing is written.

    Raises:
        ConfigError: When the output can't express the config; the findings name the values, without places.
        ValueError: When there is no such output.
    """
    options = EmitOptions(source=source, command=command, is_full=full)
    texts, findings = emit_files_with_findings(config, {}, format, os.fspath(path), options)
    if texts is None:
        raise ConfigError(findings)
    return texts


def emit_with_findings(
    config: Config, origins: Origins, format_name: str, options: EmitOptions
) -> tuple[str | None, list[Finding]]:
    """Return the text of an output, None where it was refused, and what there is to say, each at its place."""
    backend = find_backend(format_name)
    findings = [_place_refusal(refusal, origins) for refusal in backend.refuse(config)]
    return (None if has_errors(findings) else backend.emit(config, options)), findings


def refusals(evaluation: Evaluation, format_name: str) -> list[Finding]:
    """Return what an output can't express of a config, each at its place; nothing where there is no config."""
    if evaluation.config is None:
        return []
    refused = find_backend(format_name).refuse(evaluation.config)
    return [_place_refusal(refusal, evaluation.origins) for refusal in refused]


def emit_files_with_findings(
    config: Config, origins: Origins, format_name: str, path: str, options: EmitOptions
) -> tuple[dict[str, Contents] | None, list[Finding]]:
    """Return the files of an output by path, None where it was refused, and what there is to say."""
    stem, _ = os.path.splitext(path)
    options = attrs.evolve(options, name=os.path.basename(stem))
    text, findings = emit_with_findings(config, origins, format_name, options)
    if text is None:
        return None, findings
    companions = find_backend(format_name).companions(config, options)
    return {path: text, **{stem + suffix: beside for suffix, beside in companions.items()}}, findings


def _place_refusal(refusal: Refusal, origins: Origins) -> Finding:
    origin = origins.get(refusal.path or "")
    return Finding(
        code=refusal.code,
        message=refusal.message,
        span=origin.span(refusal.element) if origin else None,
        severity=refusal.severity,
        stack=origin.declaration.stack if origin else (),
        hint=refusal.hint,
    )


def _check_choices(target: str | None, parsed: Target | None, python: str | None) -> list[Finding]:
    findings = []
    if parsed is None:
        message = f"`{target}` is not a target triple that configlang knows"
        findings.append(
            Finding(
                code="unknown-target",
                message=message,
                hint="write a Rust target triple such as x86_64-unknown-linux-gnu",
            )
        )
    if python is not None and parse_python(python) is None:
        message = f"`{python}` is not a CPython version that configlang knows"
        hint = f"it knows {PYTHON_VERSIONS[0]} to {PYTHON_VERSIONS[-1]}, without patch numbers"
        findings.append(Finding(code="unknown-python", message=message, hint=hint))
    return findings


def _check_variables(given: Mapping[str, VariableValue], declarations: Iterable[RecordedDeclaration]) -> list[Finding]:
    """Report variables that are set and that the config does not have, and two meanings of one name."""
    first: dict[str, RecordedDeclaration] = {}
    findings = []
    for declaration in declarations:
        name = declaration.values.get("name")
        if declaration.rule != "variable" or not isinstance(name, str):
            continue
        other = first.setdefault(name, declaration)
        if any(other.values[part] != declaration.values[part] for part in ("default", "values")):
            spans: list[Span] = sorted([other.span("name"), declaration.span("name")])
            findings.append(
                Finding(
                    code="duplicate-declaration",
                    message=f"the variable `{name}` is declared twice, with another default or other values",
                    span=spans[1],
                    stack=declaration.stack,
                    related=(Related("first declared here", spans[0]),),
                )
            )
    for name in given:
        if name not in first:
            message = f"`-D {name}`: the config has no variable of this name"
            findings.append(Finding(code="unknown-variable", message=message, hint=did_you_mean(name, first)))
    return findings
