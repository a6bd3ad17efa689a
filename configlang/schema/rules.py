"""
The rules of the language, each as one record: its name, its parameters, and which part of the config it sets.

A rule is a function of ``stdlib_rules/`` for people, a record here, a class of ``schema/config.py`` and a function of
``schema/freezing/``. From the records come the predeclared names, the checks of literal arguments and the conversion of
all arguments; a test holds the signatures in Starlark against them.

The evaluating process needs the names on every start, so the records are plain and import nothing of ours.
"""

from __future__ import annotations

from configlang.light.typed import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    ParameterKind = Literal["text", "path", "texts", "paths", "flag", "choice", "scalar", "list"]
    """What a parameter admits; ``values.convert_parameter`` says it in full."""

REQUIRED: Final = object()
"""The default of a parameter that every call must give."""


class Parameter:
    """
    One parameter of a rule.

    Attributes:
        name: Its name.
        kind: What it admits. A parameter whose default is None admits None as well.
        default: What holds where a call leaves it out, as the rule hands it over, or REQUIRED.
        choices: What a parameter of the kind ``choice`` admits.
        may_be_empty: Whether a path in it may be empty; what comes of that is a matter of the checks then.
    """

    __slots__ = ("choices", "default", "kind", "may_be_empty", "name")

    def __init__(
        self,
        name: str,
        kind: ParameterKind,
        *,
        default: object = REQUIRED,
        choices: tuple[str, ...] = (),
        may_be_empty: bool = False,
    ) -> None:
        self.name = name
        self.kind = kind
        self.default = default
        self.choices = choices
        self.may_be_empty = may_be_empty


class Rule:
    """
    One rule.

    Attributes:
        name: What people call.
        parameters: By name, in the order of the signature; empty where it takes fields.
        sets: The attribute of the config that its declarations come out as; None where they only check something.
        is_single: Whether a config has one declaration at most. Else the attribute is a tuple ordered by name.
        takes_fields: Whether its arguments are the fields of the field table, which hold what a parameter holds here.
    """

    __slots__ = ("is_single", "name", "parameters", "sets", "takes_fields")

    def __init__(
        self,
        name: str,
        *parameters: Parameter,
        sets: str | None,
        is_single: bool = False,
        takes_fields: bool = False,
    ) -> None:
        self.name = name
        self.parameters = {parameter.name: parameter for parameter in parameters}
        self.sets = sets
        self.is_single = is_single
        self.takes_fields = takes_fields


RULES: Final = {
    rule.name: rule
    for rule in (
        Rule("interpreter", sets="interpreter", is_single=True, takes_fields=True),
        Rule(
            "static_extension",
            Parameter("name", "text"),
            Parameter("init", "text", default=None),
            sets="static_extensions",
        ),
        Rule(
            "dynamic_extension",
            Parameter("name", "text"),
            Parameter("path", "path"),
            Parameter("loader", "choice", default="filesystem", choices=("filesystem", "oxidized")),
            sets="dynamic_extensions",
        ),
        Rule(
            "filesystem_importer",
            Parameter("paths", "paths", default=None, may_be_empty=True),
            Parameter("mode", "choice", default="replace", choices=("replace", "prepend", "append")),
            Parameter("enabled", "flag", default=True),
            sets="filesystem_importer",
            is_single=True,
        ),
        Rule(
            "oxidized_importer",
            Parameter("embedded", "paths", default=[]),
            Parameter("memory_mapped", "paths", default=[]),
            Parameter("extensions", "path", default=None),
            sets="oxidized_importer",
            is_single=True,
        ),
        Rule(
            "compatible_with",
            Parameter("python", "text", default=None),
            Parameter("targets", "texts", default=[]),
            sets="compatible_with",
            is_single=True,
        ),
        Rule(
            "host",
            Parameter("outputs", "texts"),
            Parameter("libpython", "choice", default=None, choices=("shared", "static")),
            Parameter("plugin", "flag", default=False),
            Parameter("sealed", "flag", default=False),
            sets="host",
            is_single=True,
        ),
        Rule(
            "variable",
            Parameter("name", "text"),
            Parameter("default", "scalar", default=None),
            Parameter("values", "list", default=None),
            Parameter("doc", "text", default=""),
            sets=None,
        ),
    )
}
"""All rules by name, in the order in which they are predeclared."""
