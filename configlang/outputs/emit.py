"""The one way from a config to the files of an output."""

from __future__ import annotations

import importlib
import os

from configlang.findings.problem import Problem
from configlang.light.typed import NamedTuple
from configlang.outputs.backend import BackEnd, Contents, EmitOptions
from configlang.outputs.table import NO_FILE, Output
from configlang.schema.config import Config


class Emitted(NamedTuple):
    """
    What came of it.

    Attributes:
        files: Texts, and bytes, by path, the main file first; empty where the output refused the config.
        refusals: What it can't say, or not as it stands.
    """

    files: dict[str, Contents]
    refusals: tuple[Problem, ...]


def back_end_of(output: Output) -> BackEnd:
    """Return the back end of an output; only its own module is imported."""
    back_ends: dict[str, BackEnd] = importlib.import_module(f"configlang.outputs.{output.back_end}").BACK_ENDS
    return back_ends[output.name]


def refuse(config: Config, output: Output) -> tuple[Problem, ...]:
    """Return what an output can't say of a config, or not as it stands."""
    return tuple(back_end_of(output).refuse(config, output))


def emit(config: Config, options: EmitOptions, path: str = NO_FILE) -> Emitted:
    """
    Make the files of an output.

    Args:
        config: The config.
        options: The output, and what else it depends on; the name is taken from the path.
        path: Where the main file goes; the others stand beside it, and the names of functions in C start with its stem.
            For ``NO_FILE`` everything comes as one text.
    """
    refusals = refuse(config, options.output)
    if any(refusal.is_error for refusal in refusals):
        return Emitted({}, refusals)
    back_end = back_end_of(options.output)
    if path == NO_FILE:
        return Emitted({path: back_end.emit(config, options)}, refusals)
    stem, _ = os.path.splitext(path)
    options = options._replace(name=os.path.basename(stem))
    files: dict[str, Contents] = {path: back_end.emit(config, options)}
    files.update((stem + suffix, contents) for suffix, contents in back_end.companions(config, options).items())
    return Emitted(files, refusals)
