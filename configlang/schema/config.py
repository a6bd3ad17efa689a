"""The config object: frozen, compared by value, hashable, and free of where its values came from."""

from __future__ import annotations

import re

from configlang.cpython.targets import Target, parse_target
from configlang.cpython.versions import PYTHON_VERSIONS, Version, versions_matching
from configlang.light import records
from configlang.light.typed import Final, Literal, cast
from configlang.schema.interpreter import InterpreterConfig
from configlang.schema.part import Part, fill, replaced, show_set

# What may be given in another form is converted with everything else; these say so to type checkers.


def _init(init: str | None) -> str:
    return cast("str", init)


def _target(target: Target | str) -> Target:
    return cast("Target", target)


def _python(python: Version | str | None) -> Version | None:
    return cast("Version | None", python)


@records.frozen(kw_only=True, repr=False)
class StaticExtension(Part):
    """
    A module that is linked into the host.

    Attributes:
        name: The name that Python imports: ASCII identifiers joined by dots.
        init: The function that creates it: a C symbol, or a Rust path (which holds ``::``). Unset, it is ``PyInit_``
            and the last part of the name.
    """

    rule = "static_extension"
    name: str
    init: str = records.field(default=None, converter=_init)


@records.frozen(kw_only=True, repr=False)
class DynamicExtension(Part):
    """
    A module in a shared library.

    Attributes:
        name: The name that Python imports.
        path: The shared library; may start with ``$ORIGIN``. For the loader ``oxidized`` it is below that folder in any
            case.
        loader: Which importer finds it.
    """

    rule = "dynamic_extension"
    name: str
    path: str
    loader: Literal["filesystem", "oxidized"] = "filesystem"

    @property
    def is_package(self) -> bool:
        """Whether the library is the ``__init__`` of a package."""
        return re.split(r"[/\\]", self.path)[-1].startswith("__init__.")


@records.frozen(kw_only=True, repr=False)
class FilesystemImporter(Part):
    """
    The importer of modules from files.

    Attributes:
        paths: Folders and zip files in order; None leaves the path to CPython.
        mode: Whether ``paths`` replace the path that CPython computes, or stand around it.
        enabled: Whether it stays on once the interpreter has started.
    """

    rule = "filesystem_importer"
    paths: tuple[str, ...] | None = None
    mode: Literal["replace", "prepend", "append"] = "replace"
    enabled: bool = True


@records.frozen(kw_only=True, repr=False)
class OxidizedImporter(Part):
    """
    OxidizedFinder.

    Attributes:
        embedded: Packed-resources files compiled into the binary, relative to the generated source.
        memory_mapped: Packed-resources files mapped at run time; each may start with ``$ORIGIN``.
        extensions: Where the packed-resources file that configlang writes is at run time, to be mapped from there; it
            may start with ``$ORIGIN``. None where that file is compiled in.
    """

    rule = "oxidized_importer"
    embedded: tuple[str, ...] = ()
    memory_mapped: tuple[str, ...] = ()
    extensions: str | None = None


@records.frozen(kw_only=True, repr=False)
class Compatibility(Part):
    """
    What the config is meant for.

    Attributes:
        python: Version limits as written, or None.
        versions: The known CPython minors of which they admit releases, oldest first. It follows from them, and is not
            given.
        targets: Target triples; empty where all are meant.
    """

    rule = "compatible_with"
    python: str | None = None
    versions: tuple[Version, ...] = records.field(default=PYTHON_VERSIONS, init=False)
    targets: tuple[str, ...] = ()

    @property
    def releases(self) -> tuple[Version, ...]:
        """The versions, where the limits tell patch releases apart with just those that they admit."""
        admitted = versions_matching(self.python) if self.python is not None else ()
        by_minor = {version.minor: version for version in admitted}
        return tuple(by_minor.get(version.minor, version) for version in self.versions)


@records.frozen(kw_only=True, repr=False)
class Host(Part):
    """
    The program that the config is for.

    Attributes:
        outputs: The names of the outputs that are made of the config.
        libpython: How the program gets libpython; None where that is not known.
        plugin: Whether the program is itself a shared library, which another program loads.
        sealed: Whether nothing may be written below the program.
    """

    rule = "host"
    outputs: tuple[str, ...]
    libpython: Literal["shared", "static"] | None = None
    plugin: bool = False
    sealed: bool = False


@records.frozen(kw_only=True, repr=False)
class Config:
    """
    One config, whole.

    Two configs are equal when every output made from them is.

    Attributes:
        target: What it was evaluated for; it may be given as its triple.
        python: The one CPython version that it was evaluated for, a minor or a patch release, or None; it may be given
            as its text.
        interpreter: The fields of ``interpreter()``.
        static_extensions: Ordered by name.
        dynamic_extensions: Ordered by name.
        filesystem_importer: None where the rule was not called.
        oxidized_importer: None where the rule was not called.
        compatible_with: None where the rule was not called.
        host: None where the rule was not called.
    """

    target: Target = records.field(converter=_target)
    python: Version | None = records.field(default=None, converter=_python)
    interpreter: InterpreterConfig = records.field(factory=InterpreterConfig)
    static_extensions: tuple[StaticExtension, ...] = ()
    dynamic_extensions: tuple[DynamicExtension, ...] = ()
    filesystem_importer: FilesystemImporter | None = None
    oxidized_importer: OxidizedImporter | None = None
    compatible_with: Compatibility | None = None
    host: Host | None = None

    def __attrs_post_init__(self) -> None:
        """
        Convert and check the whole.

        Raises:
            ConfigError: When the rules would refuse declarations of the same.
        """
        from configlang.schema.making import config_values

        fill(self, config_values(self, PARTS))

    def __repr__(self) -> str:
        """Show only what is set."""
        return show_set(self)

    def on(self, python: Version | None) -> Config:
        """Return the same config as evaluated for a version that it is meant for, or for none in particular."""
        # What it consists of is right already.
        return self if python == self.python else replaced(self, {"python": python})

    @property
    def versions(self) -> tuple[Version, ...]:
        """The CPython minors that the config must serve, oldest first; all where it names none."""
        if self.python is not None:
            return (self.python.whole,)
        return self.compatible_with.versions if self.compatible_with else PYTHON_VERSIONS

    @property
    def releases(self) -> tuple[Version, ...]:
        """The versions that it must serve, down to the patch release where that is known."""
        if self.python is not None and self.python.patch is not None:
            return (self.python,)
        meant = self.compatible_with.releases if self.compatible_with else PYTHON_VERSIONS
        by_minor = {version.minor: version for version in meant}
        return tuple(by_minor.get(version.minor, version) for version in self.versions)

    @property
    def packed_extensions(self) -> tuple[DynamicExtension, ...]:
        """The extension modules that the packed-resources file names which configlang writes, ordered by name."""
        return tuple(extension for extension in self.dynamic_extensions if extension.loader == "oxidized")

    @property
    def is_for_all_versions(self) -> bool:
        """Whether neither the config nor whoever evaluates it names CPython versions."""
        return self.python is None and (self.compatible_with is None or self.compatible_with.python is None)

    @property
    def targets(self) -> tuple[Target, ...]:
        """The targets that the config must serve; the one that it was evaluated for where it names none."""
        named = self.compatible_with.targets if self.compatible_with else ()
        return tuple(filter(None, map(parse_target, named))) or (self.target,)


PARTS: Final[dict[str, type[Part]]] = {
    each.rule: each
    for each in (
        InterpreterConfig,
        StaticExtension,
        DynamicExtension,
        FilesystemImporter,
        OxidizedImporter,
        Compatibility,
        Host,
    )
}
"""Per rule that sets a part of the config, the class of that part."""
