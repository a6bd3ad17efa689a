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

from configlang.cache import looks
from configlang.cli.parser import Parser
from configlang.light.patterns import pattern
from configlang.light.typed import NamedTuple

SPECIAL = pattern(r"[\n\r%]")
"""What no rule can say: a name with it is read as something else."""


def add_dependencies(parser: Parser, outputs: str) -> None:
    """Add the options of the files that tell what outputs, so called, were made from."""
    parser.add_argument("--depfile", metavar="PATH", help=f"write a rule for make and ninja: what {outputs} made from")
    parser.add_argument(
        "--inputs-json", metavar="PATH", help="write JSON with the files that were read, and those looked for in vain"
    )


class Beside(NamedTuple):
    """
    The files that tell what outputs were made from.

    Attributes:
        depfile: Where a rule for make and ninja goes, or None.
        inputs_json: Where the list of what was read goes, or None.
    """

    depfile: str | None
    inputs_json: str | None

    @property
    def by_option(self) -> dict[str, str]:
        """The paths that are given, by the option."""
        given = {"--depfile": self.depfile, "--inputs-json": self.inputs_json}
        return {option: path for option, path in given.items() if path is not None}

    def refuse(self, parser: Parser, others: Iterable[str]) -> None:
        """Refuse paths that are none, or that would be written over other files of the run."""
        taken = set(map(looks.realpath, others)) if self.by_option else set()
        for option, path in self.by_option.items():
            if not path:
                parser.error(f"{option} needs a path")
            if looks.realpath(path) in taken:
                parser.error(f"{option}: `{path}` is a file of this run already; choose another name")
            taken.add(looks.realpath(path))

    def made(
        self, parser: Parser, outputs: Sequence[str], inputs: Sequence[str], missing: Sequence[str]
    ) -> dict[str, str]:
        """
        Return the files, by path.

        Args:
            parser: Says what can't stand in a rule.
            outputs: The files that were made.
            inputs: The files that were read.
            missing: The files that were looked for and not there.
        """
        files: dict[str, str] = {}
        if self.depfile is not None:
            for path in (*outputs, *inputs):
                if SPECIAL.search(path):
                    parser.error(f"--depfile: `{path}` can't stand in a rule of make")
            files[self.depfile] = depfile(outputs, inputs)
        if self.inputs_json is not None:
            files[self.inputs_json] = inputs_json(inputs, missing)
        return files


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
