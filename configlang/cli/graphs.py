"""Pictures of what configs are made from: trees for terminals, and graphs for Graphviz."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from configlang.light.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from configlang.graph.model import ConfigDependencies

_ABOVE = " (as above)"
"""Stands behind a file whose loads have been shown in the same tree."""


def tree(config: ConfigDependencies) -> str:
    """Return the inputs of a config as a tree: each file with what it loads below it, and the project file last."""
    loads = _by_file(config)
    lines = [config.file]
    shown = {config.file}
    tops = [*loads.get(config.file, ()), *filter(None, [config.project])]
    # Not by calls: a chain of loads may be longer than Python's stack is deep.
    waiting = [("", each, each is tops[-1]) for each in reversed(tops)]
    while waiting:
        indent, file, is_last = waiting.pop()
        below = loads.get(file, ())
        is_above = bool(below) and file in shown
        lines.append(f"{indent}{'└── ' if is_last else '├── '}{file}{_ABOVE if is_above else ''}")
        shown.add(file)
        if not is_above:
            deeper = indent + ("    " if is_last else "│   ")
            last = len(below) - 1
            waiting += reversed([(deeper, each, number == last) for number, each in enumerate(below)])
    return "".join(f"{line}\n" for line in lines)


def dot(configs: Iterable[ConfigDependencies], targets: Mapping[str, Sequence[str]] | None = None) -> str:
    """
    Return the inputs of configs as a graph in the language of Graphviz.

    Args:
        configs: The configs, which are drawn as boxes.
        targets: By the config, the files that its ways are drawn to; None for all that there is.
    """
    nodes: dict[str, str] = {}
    edges: dict[str, None] = {}
    for config in configs:
        nodes[config.file] = " [shape=box]"
        pairs = _edges(config) if targets is None else _ways(config, targets.get(config.file, ()))
        for source, target, style in pairs:
            nodes.setdefault(target, "")
            edges[f"  {_quoted(source)} -> {_quoted(target)}{style};"] = None
    lines = ["digraph configlang {", "  rankdir=LR;", "  node [shape=ellipse];"]
    lines += [f"  {_quoted(node)}{style};" for node, style in nodes.items()]
    return "\n".join([*lines, *edges, "}"]) + "\n"


_DASHED = " [style=dashed]"
"""How a file is joined that no load names: the project file, or one that was looked for in vain."""


def _edges(config: ConfigDependencies) -> Iterator[tuple[str, str, str]]:
    for file, below in _by_file(config).items():
        yield from ((file, each, "") for each in below)
    if config.project is not None:
        yield config.file, config.project, _DASHED


def _ways(config: ConfigDependencies, targets: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    for target in targets:
        way = config.way_to(target)
        is_loaded = any(each.file == target for each in config.files)
        yield from ((*pair, "" if is_loaded else _DASHED) for pair in pairwise(way))


def _by_file(config: ConfigDependencies) -> dict[str, list[str]]:
    """Return what each file loads, each once: the names of files, and the labels of rules."""
    return {
        each.file: [*dict.fromkeys(load.label if load.file is None else load.file for load in each.loads)]
        for each in config.files
    }


def _quoted(name: str) -> str:
    # A quoted text of Graphviz escapes as JSON does what names of files may hold.
    return json.dumps(name, ensure_ascii=False)
