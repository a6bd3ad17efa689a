"""What a rule is, and what it sees: a config as one CPython takes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import wraps

from configlang.cpython.encodings import UTF8_BY_DEFAULT
from configlang.cpython.extents import TO_3_15, Extent, Measured
from configlang.cpython.targets import Target
from configlang.cpython.versions import Version, joined, show_versions, split
from configlang.findings.problem import Problem
from configlang.light import records
from configlang.light.typed import TypeVar
from configlang.outputs.table import Output, Starter
from configlang.schema.config import Config
from configlang.schema.field import Field
from configlang.schema.table import ARGUMENTS

MEASURED = Measured("the rules of the checker (tests/truth)", TO_3_15)
"""What the rules were held against."""

ON_PYEMBED = frozenset({Starter.PYEMBED, Starter.PYOXY})
"""What is linked with pyembed, and starts with what that adds."""

LINKED = frozenset({Starter.PYEMBED, Starter.GENERATED})
"""What its developer links, with a libpython of his choice."""


Found = TypeVar("Found")


@records.frozen(kw_only=True)
class View:
    """
    A config as one version of CPython takes it.

    Attributes:
        config: The config.
        version: The CPython version: a minor, some of its patch releases, or one.
        output: The output that brings it up, None where none is meant in particular.
        found: What was worked out for all versions of the config together; see ``once``.
    """

    config: Config
    version: Version
    output: Output | None = None
    found: dict[object, object] = records.field(factory=dict, eq=False, repr=False)

    @property
    def target(self) -> Target:
        """What the config was evaluated for."""
        return self.config.target

    @property
    def is_isolated_profile(self) -> bool:
        """Whether the profile is ``isolated``."""
        return self.config.interpreter.profile == "isolated"

    @property
    def is_pyembed(self) -> bool:
        """Whether pyembed brings the config up, be it in PyOxy."""
        return self.output is not None and self.output.starter in ON_PYEMBED

    @property
    def is_pyoxy(self) -> bool:
        """Whether PyOxy brings the config up: a program that is linked already, with a standard library inside."""
        return self.output is not None and self.output.starter is Starter.PYOXY

    @property
    def is_generated(self) -> bool:
        """Whether code that configlang writes brings the config up."""
        return self.output is not None and self.output.is_generated

    @property
    def is_linked(self) -> bool:
        """Whether a developer links the program, with a libpython of his choice."""
        return self.output is not None and self.output.starter in LINKED

    @property
    def libpython(self) -> str | None:
        """How the program gets libpython, None where the config does not say."""
        return self.config.host.libpython if self.config.host else None

    @property
    def language(self) -> str | None:
        """The language of the output, None where none is meant in particular."""
        return None if self.output is None else self.output.language

    @property
    def has_python_profile(self) -> bool:
        """Whether the profile ``python`` decides what CPython's own command does."""
        return self.output is None or self.output.has_python_profile

    def given(self, name: str) -> object:
        """Return the value that the config sets for a field, None where it sets none."""
        value: object = getattr(self.config.interpreter, name)
        return value

    def is_set_on(self, name: str) -> bool:
        """Tell whether the config itself switches a flag on."""
        return self.given(name) is not None and self.is_on(name)

    def is_set_off(self, name: str) -> bool:
        """Tell whether the config itself switches a flag off."""
        return self.given(name) is False

    def default(self, name: str) -> int | str | None:
        """Return what the profile puts into the C member of a field."""
        return default_of(ARGUMENTS[name], self.version, is_isolated=self.is_isolated_profile)

    def is_on(self, name: str) -> bool:
        """Tell whether a flag is on, set or by the profile; undecided (-1) is not on."""
        value = self.given(name)
        if value is None:
            return self.default(name) == 1
        return bool(value) and value != "none"

    def source(self, name: str) -> str:
        """Return the path of what decides a field: the field itself where it is set, else the profile."""
        return f"interpreter.{name}" if self.given(name) is not None else "interpreter.profile"

    @property
    def is_isolated(self) -> bool:
        """Whether CPython keeps the user's surroundings out, set or by the profile."""
        return self.is_on("isolated")

    @property
    def is_utf8(self) -> bool:
        """Whether UTF-8 mode is on: set, by the profile, or because CPython is in it unless told otherwise."""
        return self.is_on("utf8_mode") or (self.given("utf8_mode") is None and UTF8_BY_DEFAULT.covers(self.version))

    @property
    def search_paths(self) -> tuple[str, ...] | None:
        """What replaces the computed path, None where CPython computes it."""
        importer = self.config.filesystem_importer
        return importer.paths if importer is not None and importer.mode == "replace" else None

    @property
    def runs(self) -> tuple[str, ...]:
        """The ``run_*`` fields that are set, in the order in which CPython prefers them."""
        return tuple(name for name in ("run_command", "run_module", "run_filename") if self.given(name) is not None)


def once(find: Callable[[View], Found]) -> Callable[[View], Found]:
    """
    Return a function that works something out when it is first asked for it, and remembers it for all versions.

    A config may have a hundred thousand modules and folders, so what does not depend on the version is sorted once.
    """
    return _remembering(find, lambda _: find)


def once_for(extent: Extent | None = None) -> Callable[[Callable[[View], Found]], Callable[[View], Found]]:
    """Do as ``once`` does for each version; with an extent, once for all that it covers and once for the others."""

    def decorate(find: Callable[[View], Found]) -> Callable[[View], Found]:
        return _remembering(find, lambda view: (find, view.version if extent is None else extent.covers(view.version)))

    return decorate


def _remembering(find: Callable[[View], Found], key_of: Callable[[View], object]) -> Callable[[View], Found]:
    """Return a function that finds the same for all views of a config that have one key."""

    @wraps(find)
    def found(view: View) -> Found:
        key = key_of(view)
        if key not in view.found:
            view.found[key] = find(view)
        return view.found[key]  # type: ignore[return-value]

    return found


def default_of(field: Field, version: Version, *, is_isolated: bool) -> int | str | None:
    """Return what the Init function of a profile puts into the C member of a field, None for NULL or an empty list."""
    python, isolated = field.defaults_in(version)
    return isolated if is_isolated else python


@records.frozen(kw_only=True)
class Rule:
    """
    One thing that is known about CPython, or about what brings it up.

    Attributes:
        code: The code of its findings, a key of the catalogue.
        find: Yields what is wrong with a view; it leaves out the code where that is the rule's.
        needs: What the rule is about: the fields and the parts of a config of which one must be set for the rule to
            apply, as ``given_in`` names them; empty where it is about any config. Most configs set little, so that most
            rules are never called, and most families of them not even imported (``index.py``).
        extent: The CPython versions that it holds for.
        starters: What it must be that brings CPython up; empty where anything.
    """

    code: str
    find: Callable[[View], Iterable[Problem]]
    needs: frozenset[str] = frozenset()
    extent: Extent = MEASURED.always
    starters: frozenset[Starter] = frozenset()

    def is_about(self, given: AbstractSet[str]) -> bool:
        """Tell whether the rule may say something of a config that sets some fields and parts."""
        return not self.needs or not self.needs.isdisjoint(given)

    def applies_to(self, view: View) -> bool:
        """Tell whether the rule holds for the version and the output of a view."""
        is_meant = not self.starters or (view.output is not None and view.output.starter in self.starters)
        return is_meant and self.extent.covers(view.version)

    def problems(self, view: View) -> Iterator[Problem]:
        """Yield what is wrong with a view, with its code."""
        for problem in self.find(view):
            # Not by `_replace`, which takes its time, and there may be a hundred thousand.
            yield problem if problem.code else Problem(problem.message, problem.paths, self.code, *problem[3:])


_PARTS = (
    "static_extensions",
    "dynamic_extensions",
    "filesystem_importer",
    "oxidized_importer",
    "host",
    "builds",
    "environment_variables",
    "sub_interpreters",
    "virtual_environment",
)
"""What a config has beside the interpreter's fields that rules look at; empty or None where it has none."""


def given_in(config: Config) -> frozenset[str]:
    """Return the names of the fields that a config sets, and of the parts that it has."""
    interpreter = config.interpreter
    return frozenset(
        [name for name in ARGUMENTS if getattr(interpreter, name) is not None]
        + [name for name in _PARTS if getattr(config, name)]
    )


def versions_for(config: Config, output: Output | None) -> tuple[Version, ...]:
    """Return the CPython versions that a config is checked for: those it is meant for, as far as the output serves."""
    return tuple(version for version in config.releases if output is None or output.extent.covers(version))


def parts_for(config: Config, output: Output | None, facts: Iterable[Extent]) -> tuple[Version, ...]:
    """
    Return the versions that a config is checked for, in parts on each of which all of some facts hold, or don't.

    Args:
        config: The config.
        output: The output that it is meant for.
        facts: Facts that matter to it.
    """
    cuts = {cut for fact in facts for cut in fact.cuts}
    return tuple(
        part
        for version in versions_for(config, output)
        for part in split(version, [patch for minor, patch in cuts if minor == version.minor])
    )


def cpython_of(holding: Sequence[Version], checked: Sequence[Version]) -> str:
    """Return the CPython that something holds for: with its versions, where those are not all that were looked at."""
    # One version alone has been chosen, and needs no name.
    return "CPython" if joined(holding) == joined(checked) else f"CPython {show_versions(holding)}"


def shown(name: str, value: object) -> str:
    """Return a setting as people write it: ``isolated = True``."""
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return f"{name} = {text}"
