"""
A config as what a host without pyembed must do: which members it sets, what stands around them, what can't be said.

The outputs ``c``, ``c-initconfig`` and ``rust-ffi`` are written from this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from configlang.cpython.builds import Trait
from configlang.cpython.extents import Extent
from configlang.cpython.search_path import PROGRAM_IS_OF_ENVIRONMENT, PROGRAM_VARIABLES
from configlang.cpython.versions import Version
from configlang.findings.problem import Problem
from configlang.light import records
from configlang.light.typed import TYPE_CHECKING
from configlang.outputs.host.conditions import All, Has, of_extent, of_versions
from configlang.outputs.table import Output
from configlang.schema.config import Config, HostValue, SubInterpreter
from configlang.schema.field import Field, Kind, Place
from configlang.schema.names import is_rust_path
from configlang.schema.table import ARGUMENTS, FIELDS
from configlang.schema.texts import (
    PLAIN_ORIGIN,
    has_origin,
    has_parts,
    host_parts,
    in_generated_code,
    mentions_origin,
)

if TYPE_CHECKING:
    from configlang.schema.host_values import Taken

_STRUCT_FIRST = ("isolated", "use_environment", "dev_mode", "parse_argv")
"""What PyConfig repeats of PyPreConfig: set before any string, since a string may preinitialise from them."""


_OF_A_START = frozenset(
    {"run_command", "run_module", "run_filename", "skip_source_first_line", "pathconfig_warnings", "orig_argv"}
)
"""The members that mean nothing any more where Python runs."""


@records.frozen(kw_only=True)
class Setting:
    """
    One member of ``PyPreConfig`` or ``PyConfig`` that is set.

    Attributes:
        field: The field that it comes from.
        member: The name of the member, which is PyInitConfig's name of the option too.
        value: An int, a text, or a list of texts.
        extent: The CPython versions that it is set in.
        older: The int for those before; None leaves the member alone there.
        versions: The versions that alone it is set for; None where the config is the same for all.
    """

    field: Field
    member: str
    value: int | str | tuple[str, ...]
    extent: Extent
    older: int | None = None
    versions: tuple[Version, ...] | None = None

    @property
    def condition(self) -> All:
        """Which CPythons have the member, and know the value; of a config that goes by the version, which it is for."""
        guards = [] if self.field.guard is None else [Has(self.field.guard)]
        if self.versions is not None:
            return All([of_versions(self.versions), *guards])
        return All([*of_extent(self.extent), *guards])

    @property
    def needed(self) -> Trait | None:
        """What a CPython must have, since the value can't be left out; None where it can."""
        return self.field.guard if self.field.is_needed and not self.is_moot else None

    @property
    def is_moot(self) -> bool:
        """Whether a CPython without the member does what the value asks for anyway."""
        return isinstance(self.value, int) and self.field.is_moot(bool(self.value))

    @property
    def is_path(self) -> bool:
        """Whether it is a path."""
        return self.field.kind in {Kind.PATH, Kind.PATH_LIST}

    @property
    def has_parts(self) -> bool:
        """Whether what is known at run time alone goes into it."""
        return any(map(has_parts, self.value if isinstance(self.value, tuple) else (self.value,)))


@records.frozen(kw_only=True)
class FromHost:
    """
    One number of ``PyPreConfig`` or ``PyConfig`` that the host may pass.

    Attributes:
        setting: The member, with the default or 0.
        name: The name of the value.
        least: The smallest number that it takes.
        most: The largest.
        is_flag: Whether the value is a bool.
    """

    setting: Setting
    name: str
    least: int
    most: int
    is_flag: bool


@records.frozen(kw_only=True)
class Variable:
    """
    A variable of the environment that is set or removed.

    Attributes:
        name: Its name.
        value: What it becomes; None where it is removed.
        overwrites: Whether it is set where it is there already.
    """

    name: str
    value: str | None = None
    overwrites: bool = True


@records.frozen(kw_only=True)
class Plan:
    """
    What a host does with a config, in the order of the steps.

    Attributes:
        is_isolated: Which of the two ``Init`` functions fills both structs.
        pre: The members of PyPreConfig.
        members: The members of PyConfig, ints first; without ``argv`` and ``module_search_paths``.
        argv: The fixed command line; None leaves it to the host.
        search_paths: What replaces the computed path, or None.
        paths_by_version: Where that goes by the version, each with its versions, the newest first; else empty.
        extra_paths: What stands around the computed path.
        is_prepending: Whether ``extra_paths`` go before it, and not behind.
        modules: Names and init functions of the modules that are linked in, by name.
        has_dotted: Whether a name has a dot, for which CPython before 3.11.4 has no finder.
        fixed_executable: What the config says the executable is, or None: the operating system knows.
        fixed_origin: What the config says that ``$ORIGIN`` means, or None: the executable's folder.
        fills_home: Whether an unset home becomes the origin, and an unset program name the executable.
        drops_path_finder: Whether modules in files are out of reach once the interpreter has started.
        sys_frozen: Whether ``sys.frozen`` is set.
        sys_meipass: Whether ``sys._MEIPASS`` is set.
        has_argvb: Whether ``sys.argvb`` is set.
        is_plugin: Whether another program loads this one, and may hide what it brings along.
        is_adopting: Whether it can take over an interpreter that runs already.
        is_dispatching: Whether the run function serves as a worker of ``multiprocessing`` when it is started as one.
        variables: The variables of the environment that are set or removed before preinitialisation.
        dropped: Those that are removed after it, since they say which program this is and no isolation keeps them out.
        skips_first_line: Whether the first line of a script is none of its program.
        tcl_library: What the environment variable of that name becomes, or None.
        sub_interpreters: The kinds of sub-interpreters that there are functions for, by name.
        terminfo: ``dynamic``, ``static:`` and the folders, or None: leave ``TERMINFO_DIRS`` alone.
        host_values: What the host passes at run time, by name.
        pre_from_host: The members of PyPreConfig that it may pass.
        from_host: Those of PyConfig.
    """

    is_isolated: bool
    pre: tuple[Setting, ...]
    members: tuple[Setting, ...]
    argv: tuple[str, ...] | None
    search_paths: tuple[str, ...] | None
    extra_paths: tuple[str, ...]
    is_prepending: bool
    modules: tuple[tuple[str, str], ...]
    has_dotted: bool
    fixed_executable: str | None
    fixed_origin: str | None
    fills_home: bool
    drops_path_finder: bool
    sys_frozen: bool
    sys_meipass: bool
    has_argvb: bool
    is_plugin: bool
    is_adopting: bool
    is_dispatching: bool
    variables: tuple[Variable, ...]
    dropped: tuple[Variable, ...]
    skips_first_line: bool
    tcl_library: str | None
    terminfo: str | None
    sub_interpreters: tuple[SubInterpreter, ...] = ()
    paths_by_version: tuple[tuple[tuple[Version, ...], tuple[str, ...]], ...] = ()
    host_values: tuple[HostValue, ...] = ()
    pre_from_host: tuple[FromHost, ...] = ()
    from_host: tuple[FromHost, ...] = ()

    @property
    def texts(self) -> Iterator[str]:
        """The texts that may be made of what is known at run time alone."""
        values: list[str | tuple[str, ...] | None]
        values = [setting.value for setting in self.members if not isinstance(setting.value, int)]
        values += [variable.value for variable in self.variables]
        for value in (self.tcl_library, *values, self.extra_paths, *self._all_search_paths):
            yield from value if isinstance(value, tuple) else (value,) if value is not None else ()

    @property
    def is_hosted(self) -> bool:
        """Whether texts are made of values of the host."""
        return bool(self.host_values) and any(map(host_parts, self.texts))

    @property
    def marks_origin(self) -> bool:
        """Whether the folder of the executable is among what texts are made of, beside values of the host."""
        return self.fills_home or any(map(has_origin, self._hosted_texts))

    @property
    def marks_plain_origin(self) -> bool:
        """Whether a text that is no path has the mark of that folder in it, and means it as it is."""
        return any(PLAIN_ORIGIN in in_generated_code(text) for text in self._hosted_texts)

    @property
    def _hosted_texts(self) -> Iterator[str]:
        yield from self.texts
        for value in self.host_values:
            yield from value.default_texts

    @property
    def profile(self) -> str:
        """The profile, as it stands in the names of the functions that fill both structs."""
        return "Isolated" if self.is_isolated else "Python"

    @property
    def runs_already(self) -> str:
        """What is said where Python runs before the start."""
        if self.is_adopting:
            return "it runs already, and can be adopted"
        if self.is_plugin:
            return (
                "it runs already: the program or another plug-in has started it; host(adopt = True) would take it over"
            )
        return "it runs already"

    @property
    def compared(self) -> tuple[Setting, ...]:
        """What a running interpreter can be compared in: not what only tells a start what to run."""
        return tuple(setting for setting in (*self.pre, *self.members) if setting.member not in _OF_A_START)

    @property
    def compared_anyway(self) -> tuple[str, ...]:
        """The ints that are compared also where the config leaves them to the profile."""
        taken = {setting.member for setting in self.compared}
        names = ("isolated", "use_environment", "user_site_directory", "site_import", "utf8_mode", "parse_argv")
        return tuple(name for name in names if name not in taken)

    @property
    def compared_lists(self) -> tuple[str, ...]:
        """The lists that are set apart from the members."""
        lists = {"module_search_paths": self.search_paths is not None, "argv": bool(self.argv)}
        return tuple(name for name, is_set in lists.items() if is_set)

    @property
    def prepares_origin(self) -> bool:
        """Whether what is known at run time goes into what comes before the start, or around the computed path."""
        return any(map(has_parts, (*self.extra_paths, self.tcl_library)))

    @property
    def sets_paths(self) -> bool:
        """Whether it goes into variables that are set before preinitialisation."""
        return any(has_parts(variable.value) for variable in self.variables)

    @property
    def replaces_origin(self) -> bool:
        """Whether it goes into what replaces the computed path, for some version at least."""
        return any(any(map(has_parts, paths)) for paths in self._all_search_paths)

    @property
    def always_replaces_origin(self) -> bool:
        """Whether it goes into that for every version."""
        return all(any(map(has_parts, paths)) for paths in self._all_search_paths)

    @property
    def _all_search_paths(self) -> list[tuple[str, ...]]:
        return [paths for _, paths in self.paths_by_version] or [self.search_paths or ()]

    @property
    def fills_origin(self) -> bool:
        """Whether it goes into members of PyConfig."""
        return self.fills_home or self.replaces_origin or any(setting.has_parts for setting in self.members)

    def member(self, name: str) -> Setting | None:
        """Return the setting of a member of PyConfig, None where it is left alone."""
        return next((setting for setting in self.members if setting.member == name), None)


def plan(config: Config, variants: Sequence[Config] = ()) -> Plan:
    """
    Work out what a host does with a config that was not refused.

    Args:
        config: The config.
        variants: Where it goes by the version, in what can stand under conditions, what it is for each, the newest
            first.
    """
    planned = _plan(config)
    return by_version(planned, {each.versions[0]: _plan(each) for each in variants}) if variants else planned


def by_version(newest: Plan, plans: Mapping[Version, Plan]) -> Plan:
    """
    Return a plan whose members and search paths go by the version.

    Args:
        newest: The plan for the newest version.
        plans: Those for all versions, the newest first.
    """
    paths: dict[tuple[str, ...], list[Version]] = {}
    for version, each in plans.items():
        paths.setdefault(each.search_paths or (), []).append(version)
    return records.evolve(
        newest,
        pre=_together({version: each.pre for version, each in plans.items()}),
        members=_together({version: each.members for version, each in plans.items()}),
        paths_by_version=tuple((tuple(versions), each) for each, versions in paths.items()) if len(paths) > 1 else (),
        host_values=_all_values(plans.values()),
        pre_from_host=_numbers_together({version: each.pre_from_host for version, each in plans.items()}),
        from_host=_numbers_together({version: each.from_host for version, each in plans.items()}),
    )


def _all_values(plans: Iterable[Plan]) -> tuple[HostValue, ...]:
    """Return the values of the host of all versions by name, that of the newest that has one of the name."""
    values: dict[str, HostValue] = {}
    for each in plans:
        for value in each.host_values:
            values.setdefault(value.name, value)
    return tuple(values[name] for name in sorted(values))


def _numbers_together(plans: Mapping[Version, Sequence[FromHost]]) -> tuple[FromHost, ...]:
    """Return the numbers of the host of all versions, each with its versions where it is not there for all."""
    having: dict[tuple[str, str], tuple[FromHost, list[Version]]] = {}
    for version, numbers in plans.items():
        for number in numbers:
            having.setdefault((number.setting.member, number.name), (number, []))[1].append(version)
    return tuple(
        number
        if len(versions) == len(plans)
        else records.evolve(number, setting=records.evolve(number.setting, versions=tuple(versions)))
        for number, versions in having.values()
    )


def _together(plans: Mapping[Version, Sequence[Setting]]) -> tuple[Setting, ...]:
    """Return the settings of all versions, each with its versions where it is not there for all."""
    having: dict[tuple[str, object], tuple[Setting, list[Version]]] = {}
    for version, settings in plans.items():
        for setting in settings:
            having.setdefault((setting.member, setting.value), (setting, []))[1].append(version)
    found = []
    for setting, versions in having.values():
        if len(versions) == len(plans):
            found.append(setting)
            continue
        known = tuple(version for version in versions if setting.extent.covers(version))
        others = tuple(version for version in versions if version not in known)
        if known:
            found.append(records.evolve(setting, versions=known, older=None))
        if others and setting.older is not None:
            found.append(records.evolve(setting, value=setting.older, versions=others, older=None))
    return tuple(sorted(found, key=_position))


def _plan(config: Config) -> Plan:
    """Return the plan of a config that is the same for all its versions."""
    if config.virtual_environment is not None:
        from configlang.schema.virtual import in_environment

        config = in_environment(config)
    config, from_host = _numbers_from_host(config)
    interpreter, importer = config.interpreter, config.filesystem_importer
    pre, members = _settings(config)
    is_replacing = importer is not None and importer.mode == "replace"
    search_paths = importer.paths if importer and is_replacing else None
    extra_paths = (importer.paths or ()) if importer and not is_replacing else ()
    terminfo = interpreter.terminfo_resolution
    return Plan(
        is_isolated=interpreter.profile == "isolated",
        pre=pre,
        members=members,
        argv=interpreter.argv,
        search_paths=search_paths,
        extra_paths=extra_paths,
        is_prepending=importer is not None and importer.mode == "prepend",
        modules=tuple((extension.name, extension.init) for extension in config.static_extensions),
        has_dotted=any("." in extension.name for extension in config.static_extensions),
        fixed_executable=interpreter.exe,
        fixed_origin=interpreter.origin,
        fills_home=bool(interpreter.set_missing_path_configuration),
        drops_path_finder=importer is not None and not importer.enabled,
        sys_frozen=bool(interpreter.sys_frozen),
        sys_meipass=bool(interpreter.sys_meipass),
        has_argvb=bool(interpreter.argvb),
        is_plugin=config.host is not None and config.host.plugin,
        is_adopting=config.host is not None and config.host.adopt,
        is_dispatching=interpreter.multiprocessing_auto_dispatch is not False,
        variables=tuple(
            Variable(name=each.name, value=each.value, overwrites=each.overwrite)
            for each in config.environment_variables
        ),
        dropped=tuple(Variable(name=name) for name in _dropped(config)),
        skips_first_line=bool(interpreter.skip_first_source_line),
        tcl_library=interpreter.tcl_library,
        terminfo=None if terminfo is None or terminfo == "none" else terminfo,
        host_values=config.host_values,
        pre_from_host=tuple(each for is_pre, each in from_host if is_pre),
        from_host=tuple(each for is_pre, each in from_host if not is_pre),
        sub_interpreters=config.sub_interpreters,
    )


def _dropped(config: Config) -> tuple[str, ...]:
    """Return the variables that no isolation keeps out, but for those of which the config itself says something."""
    is_closed = _is_isolated(config) or config.virtual_environment is not None
    if not is_closed or not any(map(PROGRAM_IS_OF_ENVIRONMENT.covers, config.versions)):
        return ()
    said = {each.name for each in config.environment_variables}
    return tuple(name for name in PROGRAM_VARIABLES if name not in said)


def _numbers_from_host(config: Config) -> tuple[Config, list[tuple[bool, FromHost]]]:
    """Return a config with the defaults of the numbers that its host may pass, and these numbers."""
    if not config.host_values:
        return config, []
    from configlang.schema.host_values import taken, with_numbers

    return with_numbers(config), [*_from_host(taken(config))]


def _from_host(fields: Iterable[Taken]) -> Iterator[tuple[bool, FromHost]]:
    """Yield the members that values of the host decide, each with whether it is one of PyPreConfig."""
    for field, value in fields:
        default = value.default if isinstance(value.default, int) else 0
        least, most = limits_of(field)
        for path in field.c_members:
            struct, _, member = path.partition(".")
            if member == "use_hash_seed" and field.name == "hash_seed":
                # It is set beside the seed.
                continue
            setting = Setting(field=field, member=member, value=int(default), extent=field.extent)
            yield (
                struct == "PyPreConfig",
                FromHost(setting=setting, name=value.name, least=least, most=most, is_flag=value.type == "bool"),
            )


def limits_of(field: Field) -> tuple[int, int]:
    """Return the smallest and the largest number that a field with one number takes."""
    # Only a flag has no maximum.
    return field.minimum or 0, 1 if field.maximum is None else field.maximum


def _is_isolated(config: Config) -> bool:
    given = config.interpreter.isolated
    return config.interpreter.profile == "isolated" if given is None else given


def _settings(config: Config) -> tuple[tuple[Setting, ...], tuple[Setting, ...]]:
    pre: list[Setting] = []
    members: list[Setting] = []
    for field in FIELDS:
        if field.owner is not None or field.place is Place.OUTER or not field.c_members:
            continue
        value = getattr(config.interpreter, field.name)
        if value is None:
            continue
        for path in field.c_members:
            struct, _, member = path.partition(".")
            if member == "use_hash_seed" and field.name == "hash_seed":
                if config.interpreter.use_hash_seed is None:
                    members.append(Setting(field=field, member=member, value=1, extent=field.extent))
                continue
            setting = Setting(
                field=field,
                member=member,
                value=to_c(field, value),
                extent=field.extent_of(value),
                older=_older(field, value),
            )
            (pre if struct == "PyPreConfig" else members).append(setting)
    members.sort(key=_position)
    return tuple(pre), tuple(members)


def _position(setting: Setting) -> tuple[bool, bool, bool]:
    """Order the members of PyConfig: those shared with PyPreConfig, ints, texts; ``use_hash_seed`` after its seed."""
    is_shared = setting.member in _STRUCT_FIRST
    return not isinstance(setting.value, int), not is_shared, setting.member == "use_hash_seed"


def to_c(field: Field, value: int | str | tuple[str, ...]) -> int | str | tuple[str, ...]:
    """Return a value as the C member holds it."""
    if field.kind is Kind.CHOICE and isinstance(value, str):
        c_value = next(choice.c_value for choice in field.choices if choice.value == value)
        if c_value is None:
            raise ValueError(f"{field.name} has no C member")
        return c_value
    return int(value) if isinstance(value, int) else value


def _older(field: Field, value: object) -> int | None:
    """Return what an older CPython, which has the member but not the level, takes instead: plain on."""
    is_level = field.maximum_extent is not None and not isinstance(value, bool)
    return 1 if is_level and field.extent.first is None else None


# What can't be said


def refuse(config: Config, output: Output) -> Iterator[Problem]:
    """
    List what a host without pyembed can't do.

    Args:
        config: The config.
        output: The output; C can't follow a Rust path.
    """
    yield from _refuse_pyembed_only(config, output.name)
    yield from _refuse_origin(config, output.name)
    if output.language == "C":
        for extension in config.static_extensions:
            if is_rust_path(extension.init):
                yield Problem(
                    code="not-expressible",
                    message=f"`init`: the output `{output.name}` can't follow the Rust path `{extension.init}`",
                    paths=(f"static_extension:{extension.name}.init",),
                    hint='name the C symbol, which `#[no_mangle] extern "C"` gives a function and PyO3 exports itself',
                )


_APART = frozenset({"home", "executable", "program_name"})
"""Fields that the host may set instead, or that something else is filled into: one value for all versions."""


def can_go_by_version(path: str, values: Iterable[object]) -> bool:
    """
    Tell whether a setting can stand under conditions on the version.

    Args:
        path: The setting, as in the origins.
        values: What it is for each version.
    """
    values = list(values)
    if path == "filesystem_importer.paths":
        return all(values)
    rule, _, name = path.partition(".")
    field = ARGUMENTS.get(name) if rule == "interpreter" else None
    if field is None or field.place is Place.OUTER or not field.c_members or field.owner or name in _APART:
        return False
    # A list has an array, of which there is one.
    return len({value for value in values if isinstance(value, tuple)}) <= 1


_DEFAULTS_OF_ALLOCATORS = {"allocator_backend": "default", "allocator_raw": True}


def _refuse_pyembed_only(config: Config, name: str) -> Iterator[Problem]:
    interpreter = config.interpreter
    for field in FIELDS:
        if not field.name.startswith("allocator_") or field.place is not Place.OUTER:
            continue
        value = getattr(interpreter, field.name)
        if value not in {None, _DEFAULTS_OF_ALLOCATORS.get(field.name, False)}:
            yield Problem(
                code="not-expressible",
                message=f"`{field.name}`: only pyembed replaces CPython's allocators; the output `{name}` can't",
                paths=(f"interpreter.{field.name}",),
                hint="choose one of CPython's own with `allocator`, whose `-debug` forms have the debug hooks",
            )
    if interpreter.multiprocessing_start_method not in {None, "auto", "none"}:
        yield Problem(
            code="not-expressible",
            message=f"`multiprocessing_start_method`: OxidizedFinder sets it, which the output `{name}` lacks",
            paths=("interpreter.multiprocessing_start_method",),
            hint="call `multiprocessing.set_start_method` in the program",
        )
    if interpreter.write_modules_directory_env is not None:
        yield Problem(
            code="not-expressible",
            message=f"`write_modules_directory_env`: only pyembed writes that file; the output `{name}` can't",
            paths=("interpreter.write_modules_directory_env",),
            hint="write `sorted(sys.modules)` to a file at the end of the program",
        )
    if config.oxidized_importer is not None:
        yield Problem(
            code="not-expressible",
            message=f"`oxidized_importer`: OxidizedFinder is a part of pyembed, which the output `{name}` does without",
            paths=(f"oxidized_importer.{'memory_mapped' if config.oxidized_importer.memory_mapped else 'embedded'}",),
            hint="serve the modules from files with `filesystem_importer`, or link them in with `static_extension`",
        )


def _refuse_origin(config: Config, name: str) -> Iterator[Problem]:
    for field in ("exe", "origin"):
        if has_origin(getattr(config.interpreter, field)):
            yield Problem(
                code="origin-not-expanded",
                message=f"`{field}`: `$ORIGIN` is made from it, so it can't hold `$ORIGIN`",
                paths=(f"interpreter.{field}",),
                hint="write a fixed path, or let the host pass the folder in at run time",
            )
    if mentions_origin(config.interpreter.python_path_env or ""):
        yield Problem(
            code="origin-not-expanded",
            message=f"`python_path_env`: the output `{name}` takes `$ORIGIN` here for the name of a folder",
            paths=("interpreter.python_path_env",),
            hint='use `filesystem_importer(paths = [...], mode = "prepend")`, where $ORIGIN is expanded',
        )
