"""The config object: frozen, compared by value, hashable, and free of where its values came from."""

from __future__ import annotations

import re

from configlang.cpython.builds import BUILDS, exists
from configlang.cpython.targets import Target, parse_target
from configlang.cpython.versions import PYTHON_VERSIONS, Version, admits_later, versions_matching
from configlang.light import records
from configlang.light.typed import Final, Literal, cast
from configlang.schema.interpreter import InterpreterConfig
from configlang.schema.part import Part, fill, replaced, show_set
from configlang.schema.texts import HostPart, RuntimeText, to_path

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
        builds: The names of the builds of CPython; empty where nothing is said of them.
    """

    rule = "compatible_with"
    python: str | None = None
    versions: tuple[Version, ...] = records.field(default=PYTHON_VERSIONS, init=False)
    targets: tuple[str, ...] = ()
    builds: tuple[Literal["release", "free-threaded", "debug", "free-threaded-debug"], ...] = ()

    @property
    def releases(self) -> tuple[Version, ...]:
        """
        The versions, where the limits tell patch releases apart with just those that they admit.

        Each is there for each build that is meant and that there is of it.
        """
        admitted = versions_matching(self.python) if self.python is not None else ()
        by_minor = {version.minor: version for version in admitted}
        meant = [by_minor.get(version.minor, version) for version in self.versions]
        letters = [BUILDS[build] for build in self.builds] or [""]
        return tuple(filter(exists, (version.of_build(build) for build in letters for version in meant)))


@records.frozen(kw_only=True, repr=False)
class Host(Part):
    """
    The program that the config is for.

    Attributes:
        outputs: The names of the outputs that are made of the config.
        libpython: How the program gets libpython; None where that is not known.
        plugin: Whether the program is itself a shared library, which another program loads. Generated code then shows
            Python's functions to modules in shared libraries.
        adopt: Whether generated code has a function that takes over an interpreter that runs already.
        sealed: Whether nothing may be written below the program.
        console: Whether the program has a console, or streams from whoever starts it.
    """

    rule = "host"
    outputs: tuple[str, ...]
    libpython: Literal["shared", "static"] | None = None
    plugin: bool = False
    adopt: bool = False
    sealed: bool = False
    console: bool = True


@records.frozen(kw_only=True, repr=False)
class EnvironmentVariable(Part):
    """
    A variable of the environment that is set or removed before the start.

    Attributes:
        name: Its name.
        value: What it becomes, which may hold ``$ORIGIN``; None where it is removed.
        remove: Whether it is removed.
        overwrite: Whether it is set where it is there already.
    """

    rule = "environment_variable"
    name: str
    value: str | None = None
    remove: bool = False
    overwrite: bool = True


@records.frozen(kw_only=True, repr=False)
class HostValue(Part):
    """
    A value that the host passes at run time.

    Attributes:
        name: An identifier: the name of a member of the host's struct.
        type: What it is.
        default: What holds where the host passes none: a value of the type, or None.
        required: Whether the host must pass one where there is no default. Else what is made of it stays unset.
        doc: What it is for, for the developer of the host.
    """

    rule = "host_value"
    name: str
    type: Literal["str", "int", "bool", "list[str]"] = "str"
    default: str | bool | int | tuple[str, ...] | None = None
    required: bool = True
    doc: str = ""

    @property
    def text(self) -> str:
        """What stands for it in the texts of a config; in the place of another value it stands alone."""
        return RuntimeText(HostPart(self.name).written)

    @property
    def default_texts(self) -> tuple[str, ...]:
        """The texts of its default, in which ``$ORIGIN`` has its meaning; none of a number."""
        texts = self.default if isinstance(self.default, tuple) else (self.default,)
        return tuple(to_path(text) for text in texts if isinstance(text, str))

    @property
    def is_text(self) -> bool:
        """Whether it is a text, or a list of texts."""
        return self.type in {"str", "list[str]"}

    @property
    def must_be_passed(self) -> bool:
        """Whether a start without it fails."""
        return self.required and self.default is None


@records.frozen(kw_only=True, repr=False)
class SubInterpreter(Part):
    """
    A kind of sub-interpreter, in the words of CPython's ``PyInterpreterConfig``; None follows the GIL.

    Attributes:
        name: What its functions are called after, an identifier.
        gil: Whether it has a GIL of its own.
        use_main_obmalloc: Whether it takes its memory from the main interpreter's allocator.
        allow_fork: Whether ``os.fork`` is let in.
        allow_exec: Whether ``os.exec*`` are let in.
        allow_threads: Whether it may start threads.
        allow_daemon_threads: Whether these may be daemons.
        check_multi_interp_extensions: Whether it imports only extension modules that say that they can bear it.
    """

    rule = "sub_interpreter"
    name: str
    gil: Literal["own", "shared"] = "own"
    use_main_obmalloc: bool | None = None
    allow_fork: bool | None = None
    allow_exec: bool | None = None
    allow_threads: bool | None = None
    allow_daemon_threads: bool | None = None
    check_multi_interp_extensions: bool | None = None

    @property
    def has_own_gil(self) -> bool:
        """Whether it has a GIL of its own."""
        return self.gil == "own"

    @property
    def settings(self) -> dict[str, bool]:
        """What each of the six switches is in the end, by its name; those that are unset are CPython's own choice."""
        is_shared = not self.has_own_gil
        unset = {
            "use_main_obmalloc": is_shared,
            "allow_fork": is_shared,
            "allow_exec": is_shared,
            "allow_threads": True,
            "allow_daemon_threads": is_shared,
            "check_multi_interp_extensions": not is_shared,
        }
        given = {name: getattr(self, name) for name in unset}
        return {name: unset[name] if value is None else value for name, value in given.items()}


@records.frozen(kw_only=True, repr=False)
class VirtualEnvironment(Part):
    """
    The virtual environment whose packages the interpreter sees.

    Attributes:
        path: Its folder; may start with ``$ORIGIN``.
    """

    rule = "virtual_environment"
    path: str


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
        environment_variables: Ordered by name.
        host_values: Ordered by name.
        sub_interpreters: Ordered by name.
        virtual_environment: None where the rule was not called.
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
    environment_variables: tuple[EnvironmentVariable, ...] = ()
    host_values: tuple[HostValue, ...] = ()
    sub_interpreters: tuple[SubInterpreter, ...] = ()
    virtual_environment: VirtualEnvironment | None = None

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
            return (self.python.bare,)
        return self.compatible_with.versions if self.compatible_with else PYTHON_VERSIONS

    @property
    def releases(self) -> tuple[Version, ...]:
        """The versions that it must serve, with their builds, down to the patch release where that is known."""
        meant = self.compatible_with.releases if self.compatible_with else PYTHON_VERSIONS
        if self.python is None:
            return meant
        python = self.python
        if python.patch is not None:
            return (python,)
        # Where limits tell patch releases of it apart, and nothing is said of builds, they are those of the usual one.
        return (next((each.of_build(python.build) for each in meant if each.minor == python.minor), python),)

    @property
    def builds(self) -> tuple[str, ...]:
        """The letters of the builds that it must serve; empty where nothing is said of them."""
        named = tuple(BUILDS[build] for build in self.compatible_with.builds) if self.compatible_with else ()
        if self.python is None:
            return named
        return (self.python.build,) if self.python.build or named else ()

    @property
    def packed_extensions(self) -> tuple[DynamicExtension, ...]:
        """The extension modules that the packed-resources file names which configlang writes, ordered by name."""
        return tuple(extension for extension in self.dynamic_extensions if extension.loader == "oxidized")

    @property
    def is_for_all_versions(self) -> bool:
        """Whether neither the config nor whoever evaluates it names CPython versions."""
        return self.python is None and (self.compatible_with is None or self.compatible_with.python is None)

    @property
    def is_open(self) -> bool:
        """Whether it is for versions, too, that are newer than all that configlang knows."""
        named = self.compatible_with.python if self.compatible_with else None
        return self.python is None and (named is None or admits_later(named))

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
        EnvironmentVariable,
        HostValue,
        SubInterpreter,
        VirtualEnvironment,
    )
}
"""Per rule that sets a part of the config, the class of that part."""
