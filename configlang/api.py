"""
The public functions: evaluate a config, check several together, and make outputs of one.

Each has its work done by a worker, under limits: what harms the worker is a finding here.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Collection, Mapping, Sequence

from configlang.cpython.versions import Version
from configlang.evaluation import Evaluation, Generated, death_finding
from configlang.findings.codec import from_data
from configlang.findings.error import ConfigError
from configlang.findings.finding import Finding
from configlang.light.typed import TYPE_CHECKING, Any
from configlang.outputs.table import NO_FILE, PACKED_SUFFIX, find_output
from configlang.schema.codec import config_to_data
from configlang.utf8 import is_utf8
from configlang.worker.process import Death, ask
from configlang.worker.protocol import Answer, Request
from configlang.worker.start import can_fork

if TYPE_CHECKING:
    from configlang.comparison.model import Comparison
    from configlang.given import Given
    from configlang.graph.model import Dependencies
    from configlang.outputs.backend import Contents
    from configlang.schema.config import Config

VariableValue = str | bool | int

_CALLS = "configlang.calls"
"""The module that does these calls in the worker."""


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
        python: The CPython version, as in ``3.11``, ``3.11.4`` or ``3.14t``; None leaves it open.
        root: The folder that ``//`` labels start from; None looks for ``configlang.toml`` upwards.
        follow_symlinks: Whether a load may leave the root through a symbolic link.
        limits: Limits by name (``timeout``, ``memory`` ...; see ``Limits``), before those of ``configlang.toml``.
        outputs: The outputs that the config is checked for: the CPython versions that each serves, and what brings
            CPython up there. None leaves that to what the config and ``configlang.toml`` say; where they say nothing,
            it is checked for what CPython itself does.

    Returns:
        The config with its findings. Mistakes in the config and in these arguments are findings, never exceptions.
    """
    from configlang.given import Given

    given = Given()
    given.take_file("path", path)
    _take_choices(
        given,
        variables=variables,
        target=target,
        python=python,
        root=root,
        follow_symlinks=follow_symlinks,
        limits=limits,
        outputs=outputs,
    )
    if given.findings:
        return Evaluation(config=None, findings=tuple(given.findings), inputs=())
    return Evaluation.from_answer(_call("evaluate", job=given.values))


def _take_choices(given: Given, **choices: object) -> None:
    """Take what says how a config is evaluated, under the names of a job."""
    given.take_variables("variables", choices["variables"])
    given.take_text("target", choices["target"])
    given.take_text("python", choices["python"])
    given.take_folder("root", choices["root"])
    given.take_flag("follow_symlinks", choices["follow_symlinks"])
    given.take_numbers("limits", choices["limits"])
    given.take_names("outputs", choices["outputs"])
    given.values["is_following_symlinks"] = given.values.pop("follow_symlinks")


def dependencies(
    paths: Collection[str | os.PathLike[str]] = (),
    *,
    root: str | os.PathLike[str] | None = None,
    follow_symlinks: bool = False,
    limits: Mapping[str, float] | None = None,
) -> Dependencies:
    """
    Return what configs are made from: the files that they load, and the project file. Nothing is evaluated.

    Args:
        paths: Config files, and folders that stand for every ``*.bzl`` below them; ``-`` is standard input. Empty for
            the configs that the nearest ``configlang.toml`` upwards lists; where it lists none, for those below the
            working folder.
        root: The folder that ``//`` labels start from; None looks for ``configlang.toml`` upwards from each config.
        follow_symlinks: Whether a load may leave the root through a symbolic link.
        limits: Limits by name, for each config.

    Returns:
        The configs with all that they load. Loads that can't be resolved are findings, never exceptions.
    """
    from configlang.given import Given
    from configlang.graph.model import Dependencies, from_answer

    given = Given()
    given.take_files("paths", paths)
    given.take_folder("root", root)
    given.take_flag("follow_symlinks", follow_symlinks)
    given.take_numbers("limits", limits)
    if given.findings:
        return Dependencies(configs=(), findings=tuple(given.findings))
    choices = given.values
    wanted = choices.pop("paths")
    choices["is_following_symlinks"] = choices.pop("follow_symlinks")
    return from_answer(_call("dependencies", paths=wanted, choices=choices))


def diff(
    before: str | os.PathLike[str] | Config | Evaluation,
    after: str | os.PathLike[str] | Config | Evaluation,
    *,
    variables: Mapping[str, VariableValue] | None = None,
    target: str | None = None,
    python: str | Version | None = None,
    root: str | os.PathLike[str] | None = None,
    follow_symlinks: bool = False,
    limits: Mapping[str, float] | None = None,
    outputs: Collection[str] | None = None,
) -> Comparison:
    """
    Compare two configs by what they mean.

    Args:
        before: The first config: a config file, ``REVISION:FILE`` for one in git, a JSON file that was made of a config
            (``*.json``), what ``evaluate`` has returned, or a config.
        after: The second one.
        variables: As for ``evaluate``, for those that are evaluated here; so are all that follow.
        target: The target triple.
        python: The CPython version.
        root: The folder that ``//`` labels start from.
        follow_symlinks: Whether a load may leave the root through a symbolic link.
        limits: Limits by name, for each.
        outputs: The outputs that both are for; None leaves that to what each says itself.

    Returns:
        What differs, with where each says it. Why they could not be compared is told as findings there.
    """
    import tempfile

    from configlang.comparison.model import Comparison, from_data
    from configlang.given import Given

    given = Given()
    sides = [_side(given, name, side) for name, side in (("before", before), ("after", after))]
    _take_choices(
        given,
        variables=variables,
        target=target,
        python=python,
        root=root,
        follow_symlinks=follow_symlinks,
        limits=limits,
        outputs=outputs,
    )
    names = [str(side[0]) for side in sides]
    job = {name: value for name, value in given.values.items() if name not in {"before", "after"}}
    if given.findings:
        return Comparison(before=names[0], after=names[1], errors=tuple(given.findings))
    with tempfile.TemporaryDirectory(prefix="configlang-") as folder:
        answer = _call("diff", given=sides, job=job, folder=folder)
    if isinstance(answer, Death):
        return Comparison(before=names[0], after=names[1], errors=(death_finding(answer),))
    return from_data(answer.value["comparison"], answer.value["errors"])


def _side(given: Given, name: str, side: object) -> tuple[str, dict[str, Any] | None, bool]:
    """Return a side of a comparison as data: its name, what it is where it is none of a file, and whether evaluated."""
    if isinstance(side, Evaluation):
        return side.inputs[0] if side.inputs else name, side.to_data(), True
    from configlang.schema.config import Config

    if isinstance(side, Config):
        return name, config_to_data(side), False
    given.take_file(name, side)
    return str(given.values.get(name)), None, False


def generate(
    root: str | os.PathLike[str] | None = None,
    *,
    files: Collection[str] | None = None,
    check: bool = False,
    force: bool = False,
    follow_symlinks: bool = False,
    limits: Mapping[str, float] | None = None,
) -> Generated:
    """
    Make all outputs that ``configlang.toml`` lists with a path, and write those that mean something else.

    Args:
        root: The folder of ``configlang.toml``; None is the nearest upwards from the working folder.
        files: The config files whose outputs alone are made, each of which the project lists; None for all.
        check: Whether nothing is written, and what is stale, missing or made no more is found instead.
        force: Whether files are replaced, too, that ``configlang.lock`` does not name.
        follow_symlinks: Whether a load may leave the root through a symbolic link.
        limits: Limits by name for each config, before those of ``configlang.toml``.

    Returns:
        What was done. Mistakes in the project and its configs are findings, never exceptions; where there is an error,
        nothing was written.

    Raises:
        OSError: When files can't be written; each is old or new.
    """
    from configlang.given import Given

    given = Given()
    given.take_folder("root", root)
    given.take_names("files", files)
    for name, value in (("check", check), ("force", force), ("follow_symlinks", follow_symlinks)):
        given.take_flag(name, value)
    given.take_numbers("limits", limits)
    if given.findings:
        return Generated(findings=tuple(given.findings))
    answer = _call("generate", **given.values)
    if isinstance(answer, Death):
        return Generated(findings=(death_finding(answer),))
    from configlang.files import carry_out

    if problem := carry_out(answer):
        raise OSError(problem)
    parts = {name: tuple(answer.value[name]) for name in ("written", "unchanged")}
    return Generated(
        findings=tuple(map(from_data, answer.value["findings"])),
        removed=answer.removed,
        inputs=answer.inputs,
        missing=answer.missing,
        **parts,
    )


def check_process(evaluations: Sequence[Evaluation], *, output: str | None = None) -> tuple[Finding, ...]:
    """
    Check configs that one process starts, one after another in this order or side by side.

    Args:
        evaluations: What came of evaluating them; one that is given twice is started twice.
        output: The output that all of them are meant for. None is the first that all of them were checked for; where
            there is none, any program.

    Returns:
        What is wrong with starting them in one process, sorted by file and place, and not what each has by itself.
        Empty where one of them has no config, or there are less than two starts.

    Raises:
        ValueError: When there is no such output.
    """
    if output is not None:
        find_output(output)
    answer = _call("check_process", evaluations=[each.to_data() for each in evaluations], output=output)
    if isinstance(answer, Death):
        return (death_finding(answer),)
    return tuple(map(from_data, answer.value))


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

    What the command refuses is refused here too: the config is checked for the output first.

    Args:
        config: The config.
        format: One of ``configlang.outputs.table.FORMATS``. An output of several files comes as one text.
        source: The config file that the header names.
        command: The command that the header gives for making the text again.
        full: json only: write unset values too.

    Raises:
        ConfigError: When the config has errors for the output, or that can't express it; the findings name the values,
            without places.
        ValueError: When there is no such output.
        TypeError: When an argument is of another type than it says.
    """
    options = {"output": format, "source": source, "command": command, "is_full": full}
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
    modules with comes with a packed-resources file. What the command refuses is refused here too.

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
        ConfigError: When the config has errors for the output, or that can't express it; the findings name the values,
            without places.
        ValueError: When there is no such output, or can be no file of that name.
        TypeError: When an argument is of another type than it says.
    """
    options = {"output": format, "source": source, "command": command, "is_full": full}
    where = os.fspath(path)
    if "\0" in where or not is_utf8(os.path.basename(where)):
        raise ValueError(f"there can be no file of the name {where!r}")
    return _emit(config, options, where)


def _emit(config: Config, options: Mapping[str, Any], path: str) -> dict[str, Contents]:
    """
    Return the files of an output.

    Args:
        config: The config.
        options: The attributes of ``EmitOptions``, and the name of the output.
        path: Where the main file goes; ``NO_FILE`` for one text.

    Raises:
        ConfigError: When there are errors.
        ValueError: When there is no such output.
    """
    find_output(options["output"])
    for name in ("source", "command"):
        if not isinstance(options[name], (str, type(None))):
            raise TypeError(f"{name} must be a str or None, not {options[name]!r}")
    data = config_to_data(config)
    answer = _call("emit", config=data, path=path, options=dict(options))
    if isinstance(answer, Death):
        raise ConfigError([death_finding(answer)])
    if not answer.files:
        raise ConfigError(map(from_data, answer.value))
    return {
        name: file.contents if name.endswith(PACKED_SUFFIX) else file.contents.decode("utf-8")
        for name, file in answer.files.items()
    }


def _call(name: str, **arguments: Any) -> Answer | Death:  # noqa: ANN401 - JSON data
    if can_fork():
        # What is imported here, this worker and the next ones need not import.
        importlib.import_module(_CALLS)
    return ask(Request(_CALLS, {"call": name, **arguments}))
