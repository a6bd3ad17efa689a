"""The public functions: evaluate a config, check several together, and make outputs of one."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence

from configlang.compiler import Job, VariableValue, compile_config, silence
from configlang.cpython.versions import Version
from configlang.evaluation import ConfigError, Evaluation
from configlang.findings.finding import Finding, sorted_by_place
from configlang.outputs import emit as emitting
from configlang.outputs.backend import Contents, EmitOptions
from configlang.outputs.table import NO_FILE, find_output
from configlang.schema.config import Config
from configlang.schema.origins import to_finding


def evaluate(
    path: str | os.PathLike[str],
    *,
    variables: Mapping[str, VariableValue] | None = None,
    target: str | None = None,
    python: str | Version | None = None,
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

    Raises:
        ValueError: When one of ``outputs`` is none.
    """
    job = Job(
        path=os.fspath(path),
        variables=variables or {},
        target=target,
        python=None if python is None else str(python),
        root=None if root is None else os.fspath(root),
        is_following_symlinks=follow_symlinks,
        limits=limits or {},
    )
    if outputs:
        job = job._replace(outputs=tuple(map(find_output, dict.fromkeys(outputs))))
    evaluation, _ = compile_config(job)
    return evaluation


def check_process(evaluations: Sequence[Evaluation], *, output: str = "rust") -> tuple[Finding, ...]:
    """
    Check configs that one process starts, one after another in this order or side by side.

    Args:
        evaluations: What came of evaluating them; one that is given twice is started twice.
        output: The output that all of them are meant for.

    Returns:
        What is wrong with starting them in one process, sorted by file and place, and not what each has by itself.
        Empty where one of them has no config, or there are less than two starts.

    Raises:
        ValueError: When there is no such output.
    """
    from configlang.check.process.configs import Start
    from configlang.check.process.configs import check_process as check

    starts = [
        Start(config=each.config, origins=each.origins, file=each.inputs[0])
        for each in evaluations
        if each.config is not None
    ]
    if len(starts) < max(2, len(evaluations)):
        return ()
    found = check(starts, find_output(output))
    kept = [set(silence(found, each.sources)) for each in evaluations]
    return sorted_by_place(finding for finding in found if all(finding in each for each in kept))


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
        format: One of ``configlang.outputs.table.FORMATS``. An output of several files comes as one text.
        source: The config file that the header names.
        command: The command that the header gives for making the text again.
        full: json only: write unset values too.

    Raises:
        ConfigError: When the output can't express the config; the findings name the values, without places.
        ValueError: When there is no such output.
    """
    options = EmitOptions(output=find_output(format), source=source, command=command, is_full=full)
    return str(_emit(config, options, NO_FILE)[NO_FILE])


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
        format: One of ``configlang.outputs.table.FORMATS``.
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
    options = EmitOptions(output=find_output(format), source=source, command=command, is_full=full)
    return _emit(config, options, os.fspath(path))


def _emit(config: Config, options: EmitOptions, path: str) -> dict[str, Contents]:
    emitted = emitting.emit(config, options, path)
    if not emitted.files:
        raise ConfigError(to_finding(refusal, {}) for refusal in emitted.refusals)
    return emitted.files
