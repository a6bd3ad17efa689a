"""What a back end is: the record that every one fills in, what it may refuse, and what it may depend on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from configlang.findings.problem import Problem
from configlang.light.typed import NamedTuple
from configlang.outputs.table import Output
from configlang.schema.config import Config

Contents = str | bytes
"""What a file holds: text, which is UTF-8 there, or bytes."""


class EmitOptions(NamedTuple):
    """
    What an output may depend on beside the config.

    Attributes:
        output: The output.
        source: The config file as the header names it, or None.
        command: The command that makes the file again, or None.
        is_full: Whether unset values are written out (json).
        name: The stem of the output file, which names of generated functions start with; None where there is no file.
        variants: Where the config goes by the version, what it is for each, the newest first; the config itself is then
            what it is for the newest.
    """

    output: Output
    source: str | None = None
    command: str | None = None
    is_full: bool = False
    name: str | None = None
    variants: tuple[Config, ...] = ()


class BackEnd(NamedTuple):
    """
    What makes the text of an output.

    Attributes:
        refuse: Lists what the config holds that the output can't say; nothing is dropped silently.
        emit: Makes the text of a config that was not refused, with a newline at the end.
        companions: Makes the files that stand beside a file of the output: contents by suffix, which takes the place of
            the suffix of its name. Where there is no file, ``emit`` puts everything into its one text.
        has_conditions: Whether its texts have conditions on the version, so that fields and search paths may go by it.
    """

    refuse: Callable[[Config, Output], Iterable[Problem]]
    emit: Callable[[Config, EmitOptions], str]
    companions: Callable[[Config, EmitOptions], Mapping[str, Contents]] = lambda _config, _options: {}
    has_conditions: bool = False
