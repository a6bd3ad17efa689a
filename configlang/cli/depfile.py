"""
What outputs were made from, for those who make them again: build systems.

Make and ninja read a rule with the files that outputs depend on, as compilers write it. It names those that are there
and no others: ninja would run for ever for a name that is not, and make would stop. A rule without anything for each of
them has make go on where one is gone, as that of ``cc -MP``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

from configlang.light.patterns import pattern

SPECIAL = pattern(r"[\n\r%]")
"""What no rule can say: a name with it is read as something else."""


def depfile(outputs: Iterable[str], inputs: Sequence[str]) -> str:
    """
    Return a rule that make and ninja read.

    Args:
        outputs: The paths of the files that were made.
        inputs: Those of the files that they were made from, which are there.
    """
    targets = " ".join(map(_escaped, outputs))
    lines = [f"{targets}:", *(f"  {_escaped(path)}" for path in inputs)]
    rules = [f"\n{_escaped(path)}:\n" for path in inputs]
    return " \\\n".join(lines) + "\n" + "".join(rules)


def _escaped(path: str) -> str:
    # Backslashes are doubled before a blank or a number sign alone, as GCC does.
    text = re.sub(r"(\\*)([ #])", lambda match: match[1] * 2 + "\\" + match[2], path)
    return text.replace("$", "$$")


def inputs_json(inputs: Sequence[str], missing: Sequence[str]) -> str:
    """
    Return JSON with the files that a config was made from.

    Args:
        inputs: The files that were read.
        missing: Those that were looked for, and were not there: the answer may be another one once they are.
    """
    return json.dumps({"inputs": [*inputs], "missing": [*missing]}, indent=2) + "\n"
