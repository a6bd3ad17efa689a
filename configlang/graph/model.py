"""The graph of loads: what programs hold of it, and the same as JSON data."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Mapping

from configlang.cache import looks
from configlang.evaluation import death_finding
from configlang.findings.codec import from_data as finding_from_data
from configlang.findings.codec import span_from_data, span_to_data
from configlang.findings.finding import Finding, Span
from configlang.light import records
from configlang.light.typed import Any
from configlang.worker.process import Death
from configlang.worker.protocol import Answer


@records.frozen(kw_only=True)
class Load:
    """
    A load statement.

    Attributes:
        label: What it names, from the root: ``//lib:hardening.bzl``, or ``@stdlib//:paths.bzl``.
        file: The file of that name; None for one of the rules, which come with configlang.
        span: Where the label stands.
    """

    label: str
    file: str | None
    span: Span


@records.frozen(kw_only=True)
class LoadingFile:
    """
    A file of people's, with what it loads.

    Attributes:
        file: The file, as it is named from the working folder.
        loads: Its load statements, in their order.
    """

    file: str
    loads: tuple[Load, ...]


@records.frozen(kw_only=True)
class ConfigDependencies:
    """
    What one config is made from.

    Attributes:
        file: The config file, as given.
        root: The folder that ``//`` labels start from.
        files: The files that were read, the config first, each with what it loads.
        project: The project file that holds for the config; None where there is none.
        missing: The files that were looked for and not there: once one is, something else may come of the config.
    """

    file: str
    root: str
    files: tuple[LoadingFile, ...]
    project: str | None = None
    missing: tuple[str, ...] = ()

    @property
    def inputs(self) -> tuple[str, ...]:
        """The files that were read, the config first and the project file last."""
        return (*(each.file for each in self.files), *filter(None, [self.project]))

    @property
    def loads(self) -> Mapping[str, tuple[Load, ...]]:
        """What each file loads."""
        return {each.file: each.loads for each in self.files}

    def way_to(self, file: str) -> tuple[str, ...]:
        """Return the shortest way of loads from the config to one of its inputs, both named; empty where it is none."""
        if file in {self.project, *self.missing}:
            return (self.file, file)
        loads = self.loads
        before: dict[str, str | None] = {self.file: None} if loads else {}
        waiting = deque(before)
        while waiting and file not in before:
            current = waiting.popleft()
            names = (load.file for load in loads.get(current, ()) if load.file is not None)
            new = [name for name in names if name not in before]
            before.update(dict.fromkeys(new, current))
            waiting += new
        way = [file] if file in before else []
        while way and (loading := before[way[-1]]) is not None:
            way.append(loading)
        return tuple(reversed(way))


@records.frozen(kw_only=True)
class Dependencies:
    """
    What configs are made from.

    Attributes:
        configs: Each config, in the order of the project or as given.
        findings: Why loads can't be resolved, or files not be read, and what is wrong with a project file.
    """

    configs: tuple[ConfigDependencies, ...]
    findings: tuple[Finding, ...] = ()

    def reached_by(self, files: Iterable[str | os.PathLike[str]]) -> tuple[str, ...]:
        """Return the configs that a change of any of some files reaches, be they read or looked for in vain."""
        wanted = {looks.realpath(os.fspath(file)) for file in files}
        return tuple(
            each.file for each in self.configs if any(looks.realpath(path) in wanted for path in _all_of(each))
        )


def inputs_named(config: ConfigDependencies, file: str) -> tuple[str, ...]:
    """Return the names that a config has for a file among its inputs and what it looked for in vain."""
    wanted = looks.realpath(file)
    return tuple(path for path in _all_of(config) if looks.realpath(path) == wanted)


def _all_of(config: ConfigDependencies) -> tuple[str, ...]:
    return (*config.inputs, *config.missing)


def from_answer(answer: Answer | Death) -> Dependencies:
    """Return what a worker has answered, or what there is to tell of one that gave no answer."""
    if isinstance(answer, Answer):
        return Dependencies(
            configs=configs_from_data(answer.value["configs"]),
            findings=tuple(map(finding_from_data, answer.value["findings"])),
        )
    return Dependencies(configs=(), findings=(death_finding(answer),))


# As data


def configs_to_data(dependencies: Dependencies) -> list[dict[str, Any]]:
    """Return the configs of dependencies as JSON data: what ``configlang deps --json`` has."""
    return [
        {
            "file": config.file,
            "root": config.root,
            "project": config.project,
            "inputs": [*config.inputs],
            "missing": [*config.missing],
            "files": [
                {"file": each.file, "loads": [_load_to_data(load) for load in each.loads]} for each in config.files
            ],
        }
        for config in dependencies.configs
    ]


def _load_to_data(load: Load) -> dict[str, Any]:
    return {"label": load.label, "file": load.file, "range": span_to_data(load.span)["range"]}


def configs_from_data(data: Iterable[Mapping[str, Any]]) -> tuple[ConfigDependencies, ...]:
    """Return what ``configs_to_data`` made the data from."""
    return tuple(
        ConfigDependencies(
            file=config["file"],
            root=config["root"],
            project=config["project"],
            missing=tuple(config["missing"]),
            files=tuple(
                LoadingFile(
                    file=each["file"],
                    loads=tuple(
                        Load(
                            label=load["label"],
                            file=load["file"],
                            span=span_from_data({"file": each["file"], "range": load["range"]}),
                        )
                        for load in each["loads"]
                    ),
                )
                for each in config["files"]
            ),
        )
        for config in data
    )
