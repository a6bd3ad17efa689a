"""Rules about the folder of the executable: texts in which ``$ORIGIN`` stays, and nothing that it is asked for by."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.check.rule import Rule, View
from configlang.findings.finding import Severity
from configlang.findings.problem import Problem
from configlang.schema.field import Kind
from configlang.schema.table import ARGUMENTS
from configlang.schema.texts import has_origin, mentions_origin

_PATH_FIELDS = tuple(name for name, field in ARGUMENTS.items() if field.kind is Kind.PATH)

# Where it is text


_TEXTS = ("argv", "orig_argv", "terminfo_resolution", "x_options")
"""The fields that are no paths and may hold some."""


def _as_text(view: View) -> Iterator[Problem]:
    """Find it in fields that no output expands it in."""
    for name in _TEXTS:
        value = view.given(name)
        for index, text in enumerate(value if isinstance(value, tuple) else (value,)):
            if isinstance(text, str) and mentions_origin(text):
                yield Problem(
                    message=f'`{name}`: `$ORIGIN` in "{text}" stays as it is: it is expanded in paths alone',
                    paths=(f"interpreter.{name}",),
                    severity=Severity.WARNING,
                    hint="set it in the host's own code, or let the program take it from `sys.executable`",
                    element=index if isinstance(value, tuple) else None,
                )


# What nothing asks for


def _expanded(view: View) -> Iterator[str]:
    """Yield every path in which it may stand."""
    config = view.config
    yield from (value for name in _PATH_FIELDS if isinstance(value := view.given(name), str))
    if config.filesystem_importer is not None:
        yield from config.filesystem_importer.paths or ()
    yield from (extension.path for extension in config.dynamic_extensions)


def _unused(view: View) -> Iterator[Problem]:
    """Find a folder for ``$ORIGIN`` where nothing is made from it."""
    fills = view.given("set_missing_path_configuration")
    is_filling = bool(fills) or (fills is None and not (view.is_generated or view.is_pyoxy))
    is_needed = (
        (is_filling and view.given("home") is None)
        or view.is_set_on("sys_meipass")
        # Paths inside of packed resources are below it.
        or view.config.oxidized_importer is not None
        or any(map(has_origin, _expanded(view)))
    )
    names_program = is_filling and view.given("program_name") is None
    for name in ("origin", "exe"):
        is_read = (is_needed and (name == "origin" or view.given("origin") is None)) or (
            name == "exe" and names_program
        )
        if view.given(name) is not None and not is_read:
            yield Problem(
                message=f"`{name}` has no effect: nothing in the config is made from the folder of the executable",
                paths=(f"interpreter.{name}",),
                hint="leave it unset, or use `$ORIGIN` in the paths",
            )


RULES = (
    Rule(code="origin-not-expanded", find=_as_text, needs=frozenset(_TEXTS)),
    Rule(code="origin-unused", find=_unused, needs=frozenset({"exe", "origin"})),
)
