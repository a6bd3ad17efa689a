"""Which outputs a run is about: those that its words name, else those that the config is for."""

from __future__ import annotations

import os
from collections.abc import Sequence

from configlang.findings.suggest import join_words
from configlang.outputs.table import BY_NAME, NO_FILE, OUTPUTS, SUFFIXES


class ChoiceError(Exception):
    """Nothing says which output is meant, or two things say different ones; the message says what to do."""


def choose_output(path: str, declared: Sequence[str]) -> str:
    """
    Return the name of the output that goes to a file where no name is given.

    Args:
        path: The file, or ``NO_FILE``.
        declared: The names of the outputs that the config is for.

    Raises:
        ChoiceError: When several could be meant.
    """
    suffix = os.path.splitext(path)[1]
    if path == NO_FILE or suffix not in SUFFIXES:
        if len(declared) > 1:
            where = "" if path == NO_FILE else f", as in {declared[0]}={path}"
            raise ChoiceError(f"the config is for {join_words(declared, 'or')}: name one of them{where}")
        return declared[0] if declared else "json"
    fitting = [name for name in declared if BY_NAME[name].suffix == suffix]
    # PyInitConfig is for those who ask for it.
    fitting = fitting or [output.name for output in OUTPUTS if output.suffix == suffix and output.has_python_profile]
    if len(fitting) > 1:
        raise ChoiceError(
            f"`{path}` could hold {join_words(fitting, 'or')}: name one of them, as in {fitting[0]}={path}"
        )
    return fitting[0]
