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
    ParameterKind = Literal["text", "path", "texts", "paths", "flag", "choice", "scalar", "list", "value", "type"]
    """What a parameter admits; ``values.converter_of`` says it in full."""

REQUIRED: Final = object()
"""The default of a parameter that every call must give."""


class Parameter:
    """
    One parameter of a rule.

    Attributes:
        name: Its name.
        kind: What it admits. A parameter whose default is None admits None as well.
        default: What holds where a call leaves it out, as the rule hands it over, or REQUIRED.
        choices: What a parameter of the kind ``choice`` or ``type`` admits.
        may_be_empty: Whether a path in it may be empty; what comes of that is a matter of the checks then.
        is_hosted: Whether its texts may be made of values that the host passes at run time.
    """

    __slots__ = ("choices", "default", "is_hosted", "kind", "may_be_empty", "name")

    def __init__(
        self,
        name: str,
        kind: ParameterKind,
        *,
        default: object = REQUIRED,
        choices: tuple[str, ...] = (),
        may_be_empty: bool = False,
        is_hosted: bool = False,
    ) -> None:
        self.name = name
        self.kind = kind
        self.default = default
        self.choices = choices
        self.may_be_empty = may_be_empty
        self.is_hosted = is_hosted


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
            Parameter("paths", "paths", default=None, may_be_empty=True, is_hosted=True),
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
            Parameter("builds", "texts", default=[]),
            sets="compatible_with",
            is_single=True,
        ),
        Rule(
            "host",
            Parameter("outputs", "texts"),
            Parameter("libpython", "choice", default=None, choices=("shared", "static")),
            Parameter("plugin", "flag", default=False),
            Parameter("adopt", "flag", default=False),
            Parameter("sealed", "flag", default=False),
            Parameter("console", "flag", default=True),
            sets="host",
            is_single=True,
        ),
        Rule(
            "virtual_environment", Parameter("path", "path", is_hosted=True), sets="virtual_environment", is_single=True
        ),
        Rule(
            "environment_variable",
            Parameter("name", "text"),
            # An empty value is one on POSIX.
            Parameter("value", "path", default=None, may_be_empty=True, is_hosted=True),
            Parameter("remove", "flag", default=False),
            Parameter("overwrite", "flag", default=True),
            sets="environment_variables",
        ),
        Rule(
            "host_value",
            Parameter("name", "text"),
            Parameter("type", "type", default="str", choices=("str", "int", "bool", "list[str]")),
            Parameter("default", "value", default=None),
            Parameter("required", "flag", default=True),
            Parameter("doc", "text", default=""),
            sets="host_values",
        ),
        Rule(
            "sub_interpreter",
            Parameter("name", "text"),
            Parameter("gil", "choice", default="own", choices=("own", "shared")),
            Parameter("use_main_obmalloc", "flag", default=None),
            Parameter("allow_fork", "flag", default=None),
            Parameter("allow_exec", "flag", default=None),
            Parameter("allow_threads", "flag", default=None),
            Parameter("allow_daemon_threads", "flag", default=None),
            Parameter("check_multi_interp_extensions", "flag", default=None),
            sets="sub_interpreters",
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

INPUTS: Final = frozenset({"variable", "host_value"})
"""Those that give what the config is made of; a file that others load may call them while it is loaded, too."""
