"""
Which field a name of another system means, and whether that system says the opposite with it.

Names come from pyembed, from CPython's structs, its older global flags (``Py_NoSiteFlag``), its environment variables
(``PYTHONNOUSERSITE``) and its command line (``-S``, ``-X no_debug_ranges``, ``sys.flags.no_site``).
"""

from __future__ import annotations

from functools import cache

from configlang.light.typed import NamedTuple
from configlang.schema.field import Field, Kind
from configlang.schema.table import FIELDS


class Meant(NamedTuple):
    """
    What a name of another system means.

    Attributes:
        field: The field.
        is_opposite: Whether its True is the field's False.
    """

    field: Field
    is_opposite: bool = False

    def value(self, value: object) -> str | None:
        """Return how the field says what the other system says by a value, None where that is not to be told."""
        if not self.is_opposite:
            return None
        flag = {True: True, False: False, "1": True, "0": False}.get(value) if isinstance(value, (int, str)) else None
        return None if flag is None else str(not flag)


def meant(name: str) -> Meant | None:
    """Return what a name means that is none of a field, None where no other system has it either."""
    letters, names = _known()
    if name in letters:
        return letters[name]
    folded = fold(name)
    for candidate in (folded, folded.removeprefix("python"), folded.removeprefix("py").removesuffix("flag")):
        if candidate in names:
            return names[candidate]
    for prefix in _NEGATIONS:
        positive = names.get(folded.removeprefix(prefix)) if folded.startswith(prefix) else None
        if positive is not None and positive.field.kind is Kind.BOOL and positive.field.owner is None:
            return positive._replace(is_opposite=not positive.is_opposite)
    return None


_NEGATIONS = ("no", "not", "dont", "disable", "ignore", "skip", "without")
"""What a name begins with that says the opposite of its rest."""


def fold(name: str) -> str:
    """Return a name as names are compared: case, ``_`` and ``-`` make no difference."""
    return name.lower().replace("_", "").replace("-", "")


@cache
def _known() -> tuple[dict[str, Meant], dict[str, Meant]]:
    """Return what CPython's options of one letter mean, and what all other names mean, as they are compared."""
    fields = {fold(alias): Meant(field) for field in FIELDS for alias in (field.name, *field.aliases)}
    opposites = {fold(name): Meant(field, is_opposite=True) for field in FIELDS for name in field.opposites}
    return _letters(), fields | opposites


def _letters() -> dict[str, Meant]:
    by_name = {field.name: field for field in FIELDS}
    same = {
        "I": "isolated",
        "O": "optimization_level",
        "P": "safe_path",
        "W": "warn_options",
        "X": "x_options",
        "b": "bytes_warning",
        "c": "run_command",
        "d": "parser_debug",
        "i": "inspect",
        "m": "run_module",
        "q": "quiet",
        "v": "verbose",
        "x": "skip_first_source_line",
    }
    opposite = {
        "B": "write_bytecode",
        "E": "use_environment",
        "S": "site_import",
        "s": "user_site_directory",
        "u": "buffered_stdio",
    }
    return {
        **{letter: Meant(by_name[name]) for letter, name in same.items()},
        **{letter: Meant(by_name[name], is_opposite=True) for letter, name in opposite.items()},
    }
