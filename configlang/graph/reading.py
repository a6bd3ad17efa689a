"""
Reading configs and what they load, as far as the texts say it.

Nothing is evaluated: what a config loads stands in its load statements. So this takes no longer than reading, and says
the same of a config that has mistakes elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence

from configlang.cache import looks
from configlang.evaluation import silence
from configlang.findings.finding import Finding, Span, has_errors, sorted_by_place
from configlang.graph.model import ConfigDependencies, Dependencies, Load, LoadingFile
from configlang.language.declarations import Sources
from configlang.language.engine import Engine
from configlang.language.loading import LoadedFile, Loader
from configlang.language.rules import Rules
from configlang.language.task import Task
from configlang.light import records
from configlang.light.typed import NamedTuple
from configlang.project.folders import configs_of
from configlang.project.labels import Label, find_root
from configlang.project.limits import Limits
from configlang.project.source import name_of, read_source
from configlang.project.toml import Project, listed_configs, override, read_project
from configlang.worker import here


class Choices(NamedTuple):
    """
    How loads are followed; see ``evaluate``.

    Attributes:
        root: The folder that ``//`` labels start from, or None.
        is_following_symlinks: Whether a load may leave the root through a symbolic link.
        limits: Limits by name.
    """

    root: str | None = None
    is_following_symlinks: bool = False
    limits: Mapping[str, float] = {}


def find_dependencies(paths: Sequence[str], choices: Choices) -> tuple[Dependencies, Sources]:
    """
    Return what configs are made from, and the texts that findings are shown in.

    Args:
        paths: Config files and folders of them; empty for the project that the working folder lies in: the configs
            that its project file lists, and where it lists none, those below the working folder.
        choices: How loads are followed.
    """
    reading = _Reading(choices)
    if not paths:
        root = find_root(None, choices.root)
        paths = listed_configs(root)
        # Also where it lists nothing, as it has mistakes.
        reading.project(root)
    below: set[str] = set()
    configs: dict[str, ConfigDependencies] = {}
    for path, files in configs_of(paths or ["."]):
        for file in dict.fromkeys(files):
            if file not in configs:
                configs[file] = reading.read(file)
                if file != path:
                    below.add(file)
    found = [*_without_libraries(configs, below)]
    return Dependencies(configs=tuple(found), findings=reading.told()), reading.sources


def _without_libraries(configs: Mapping[str, ConfigDependencies], below: Iterable[str]) -> Iterator[ConfigDependencies]:
    """Give the configs, without the files of a folder that others load."""
    loaded = {looks.realpath(each.file) for config in configs.values() for each in config.files[1:]}
    left_out = {file for file in below if looks.realpath(file) in loaded}
    return (config for file, config in configs.items() if file not in left_out)


class _Reading:
    """Reads one config after another."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self._limits, wrong = override(Limits(), choices.limits)
        self._findings: dict[Finding, None] = dict.fromkeys(wrong)
        self._projects: dict[str, Project | None] = {}
        self._modules = 0
        self.sources = Sources()

    def told(self) -> tuple[Finding, ...]:
        """Return what was found, each once, without what comments silence."""
        return sorted_by_place(self._findings)

    def project(self, root: str) -> Project | None:
        """Return what the project file in a folder says; None where it has mistakes, which are told."""
        if root not in self._projects:
            project, findings = read_project(root)
            self._findings |= dict.fromkeys(findings)
            self._projects[root] = None if has_errors(findings) else project
        return self._projects[root]

    def read(self, path: str) -> ConfigDependencies:
        """Read a config and all that it loads."""
        here.renew()
        here.tell({"stage": "read", "file": name_of(path)})
        here.hold(self._limits)
        missing: list[str] = []
        root = find_root(None if path == "-" else path, self._choices.root, missing)
        if not os.path.isabs(path):
            missing = [*map(os.path.relpath, missing)]
        bare = ConfigDependencies(file=name_of(path), root=root, files=(), missing=tuple(missing))
        project = self.project(root)
        text = self._standard_input() if path == "-" else None
        if project is None or (path == "-" and text is None):
            return bare
        limits, _ = override(project.limits, self._choices.limits)
        here.hold(limits)
        task = Task(
            path=path,
            text=text,
            root=root,
            is_following_symlinks=self._choices.is_following_symlinks,
            limits=limits,
        )
        return self._load(task, records.evolve(bare, project=project.file))

    def _standard_input(self) -> str | None:
        source = read_source("-", name_of("-"))
        if isinstance(source, Finding):
            self._findings[source] = None
            return None
        return source.text

    def _load(self, task: Task, config: ConfigDependencies) -> ConfigDependencies:
        engine = Engine(task.limits.call_depth, here.check)
        sources = Sources()
        loader = Loader(task, engine, Rules(engine, {}, {}), sources, here.tell)
        loader.read_main()
        self._findings |= dict.fromkeys(silence(loader.findings, sources))
        loading = {file.source.name: _loads_of(file, sources) for file in loader.order}
        read = [source for _, source in sources.items()]
        files = [LoadingFile(file=source.name, loads=loading.get(source.name, ())) for source in read]
        for source in read:
            if self.sources.by_name(source.name) is None:
                self.sources.add(f"m{self._modules}", source)
                self._modules += 1
        return records.evolve(config, files=tuple(files), missing=(*config.missing, *loader.missing))


def _loads_of(file: LoadedFile, sources: Sources) -> tuple[Load, ...]:
    # CPython's parser has the places; it is asked where there is a load.
    spans = sources.places(file.module).load_spans() if file.loads else {}
    found = []
    for text, to in file.loads.items():
        span = spans.get((text, None)) or Span.from_line(file.source.name, 0)
        label, name = (to, None) if isinstance(to, Label) else (to.label, to.source.name)
        found.append(Load(label=str(label), file=name, span=span))
    return tuple(found)
