"""
Random configs that every CPython from 3.8 on can start, and what each then says of itself.

No field is left out without a reason (see `LEFT_OUT`). Values are such that CPython keeps them: what it is known to
overrule, to add to or to refuse (`docs/reference/fields.md` has it as traps) is not drawn together.
"""

from __future__ import annotations

import codecs
import ntpath
import posixpath
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
from hypothesis import strategies as st

from configlang.boot.compare import meant_argv
from configlang.cpython.targets import host_target
from configlang.cpython.versions import Version
from configlang.outputs.host.plan import Setting, plan
from configlang.schema.config import (
    Compatibility,
    Config,
    EnvironmentVariable,
    FilesystemImporter,
    HostValue,
    StaticExtension,
)
from configlang.schema.field import Field, Kind, Place
from configlang.schema.host_values import with_nothing_passed
from configlang.schema.interpreter import InterpreterConfig
from configlang.schema.table import FIELDS
from configlang.schema.texts import expand
from tests.strategies import ANY_TEXT, sub_interpreters

EVERY_VERSION = Compatibility(python=">=3.8")

LEFT_OUT = {
    "warn_default_encoding": "CPython overwrites it",
    "sys_path_0": "CPython overwrites it",
    "malloc_stats": "3.12.1 crashes at exit (cpython#111499)",
    "run_presite": "only debug builds have it",
    "enable_gil": "only free-threaded builds have it",
    "tlbc_enabled": "only free-threaded builds have it",
    "use_system_logger": "only Apple's platforms have it",
    "legacy_windows_fs_encoding": "only Windows has it",
    "legacy_windows_stdio": "only Windows has it",
    "prefix": "the start needs it where home and paths are unset, and home overrules it",
    "exec_prefix": "the same",
    "base_prefix": "the same",
    "base_exec_prefix": "the same",
    "home": "the host passes it",
    "platlibdir": "any other than the build's hides the standard library",
    "stdlib_dir": "it decides where the standard library is",
    "coerce_c_locale": "CPython resolves it by the locale of the process",
    "coerce_c_locale_warn": "the same",
}
"""The fields that no random config sets, with the reason."""

_text = ANY_TEXT.filter(bool)
_module_text = st.sampled_from(("app", "a.b.c", "ß", "x y", "'\"\\"))

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "allocator": st.sampled_from(("not-set", "default", "malloc", "py-malloc", "debug", "py-malloc-debug")),
    "argv": st.lists(ANY_TEXT, min_size=1, max_size=4).map(tuple),
    "bytes_warning": st.sampled_from(("none", "warn", "raise")),
    "check_hash_pycs_mode": st.sampled_from(("always", "never", "default")),
    "cpu_count": st.integers(1, 1000),
    "filesystem_encoding": st.just("utf-8"),
    "filesystem_errors": st.sampled_from(("strict", "surrogateescape")),
    "import_time": st.sampled_from((True, False, 2)),
    "int_max_str_digits": st.sampled_from((0, 640, 4300, 2**31 - 1)),
    "lazy_imports": st.sampled_from((-1, 2)),
    "optimization_level": st.integers(0, 3),
    "orig_argv": st.lists(ANY_TEXT, min_size=1, max_size=3).map(tuple),
    "perf_profiling": st.just(0),
    "run_command": ANY_TEXT,
    "run_module": _module_text,
    "stdio_encoding": st.sampled_from(("utf-8", "latin-1", "cp1252")),
    "stdio_errors": st.sampled_from(("strict", "replace", "backslashreplace")),
    "tracemalloc": st.sampled_from((True, False, 3, 100)),
    "verbose": st.sampled_from((True, False, 2, 3)),
    "warn_options": st.lists(
        st.sampled_from(("ignore", "error::BytesWarning", "default:x:UserWarning")), max_size=3
    ).map(tuple),
    "x_options": st.lists(st.sampled_from(("a", "name=value", "ß=\U0001f40d")), max_size=3, unique=True).map(tuple),
}
"""What is drawn for a field, where its kind does not say it."""

_BY_KIND = {Kind.BOOL: st.booleans(), Kind.STR: _text, Kind.PATH: _text, Kind.INT: st.integers(0, 2**32 - 1)}

BOOTABLE_FIELDS = tuple(
    field
    for field in FIELDS
    if field.owner is None
    and (field.place is not Place.OUTER or field.name == "argv")
    and field.name not in {*LEFT_OUT, "profile"}
)
"""The fields that random configs set."""


def _values(field: Field) -> st.SearchStrategy[Any]:
    return VALUES[field.name] if field.name in VALUES else _BY_KIND[field.kind]


def _repaired(chosen: dict[str, Any]) -> dict[str, Any]:
    """Take apart what CPython would not keep together, and nothing else."""
    is_isolated_profile = chosen.get("profile") == "isolated"
    if chosen.get("isolated", is_isolated_profile):
        for name, value in (("use_environment", False), ("user_site_directory", False), ("safe_path", True)):
            if name in chosen:
                chosen[name] = value
    if "argv" in chosen and chosen.get("parse_argv", not is_isolated_profile):
        chosen["parse_argv"] = False
    if chosen.get("use_hash_seed") is False:
        chosen.pop("hash_seed", None)
    if chosen.get("cpu_count") == 0:
        del chosen["cpu_count"]
    if chosen.get("development_mode") and chosen.get("allocator") == "not-set":
        # Which development mode takes for leave to choose the one with debug hooks.
        del chosen["allocator"]
    if not chosen.get("utf8_mode") and (is_isolated_profile or chosen.get("configure_locale") is False):
        # Else the file system encoding is ASCII, in which the report could not be written.
        chosen["utf8_mode"] = True
    if chosen.get("utf8_mode") is False and chosen.get("filesystem_errors") == "strict":
        del chosen["filesystem_errors"]
    return chosen


def bootable_configs() -> st.SearchStrategy[Config]:
    """Return configs for all CPythons, with each field set or not, and modules, and paths around the computed ones."""
    fields = {field.name: _values(field) for field in BOOTABLE_FIELDS}
    chosen = st.fixed_dictionaries({"profile": st.sampled_from(("python", "isolated"))}, optional=fields)
    plain = st.builds(
        Config,
        target=st.just(host_target()),
        interpreter=chosen.map(_repaired).map(lambda values: InterpreterConfig(**values)),
        static_extensions=st.sampled_from(
            (
                (),
                (
                    StaticExtension(name="fast", init="PyInit_multi"),
                    StaticExtension(name="x.fast", init="PyInit_single"),
                ),
            )
        ),
        filesystem_importer=st.none()
        | st.builds(
            FilesystemImporter,
            paths=st.lists(
                st.sampled_from(("/nowhere", "$ORIGIN/ß", "/a b/c")), min_size=1, max_size=2, unique=True
            ).map(tuple),
            mode=st.sampled_from(("prepend", "append")),
        ),
        compatible_with=st.just(EVERY_VERSION),
        environment_variables=environment_variables(),
        sub_interpreters=sub_interpreters(),
    )
    return plain | plain.map(hosted)


_HOSTED = {Kind.BOOL, Kind.INT, Kind.LEVEL, Kind.STR, Kind.PATH}
_LISTS = {Kind.STR_LIST, Kind.PATH_LIST}


def hosted(config: Config) -> Config:
    """Return a config that says the same by the defaults of values which the host may pass."""
    fields: dict[str, Any] = {}
    values = []
    for field in BOOTABLE_FIELDS:
        value = getattr(config.interpreter, field.name)
        texts = value if isinstance(value, tuple) else (value,)
        # What stands for the folder of the program does so in every default.
        is_text = all(isinstance(text, str) and "$" not in text for text in texts)
        if field.kind in _LISTS and value and is_text:
            made = HostValue(name=f"the_{field.name}", type="list[str]", default=value, doc=field.doc)
            fields[field.name] = (made.text,)
        elif field.kind in _HOSTED and value is not None and (is_text or isinstance(value, int)):
            name = f"the_{field.name}"
            if isinstance(value, bool):
                made = HostValue(name=name, type="bool", default=value, doc=field.doc)
            elif isinstance(value, int):
                made = HostValue(name=name, type="int", default=value, doc=field.doc)
            else:
                made = HostValue(name=name, default=value, doc=field.doc)
            fields[field.name] = made.text
        else:
            continue
        values.append(made)
    return attrs.evolve(config, interpreter=attrs.evolve(config.interpreter, **fields), host_values=tuple(values))


def environment_variables() -> st.SearchStrategy[tuple[EnvironmentVariable, ...]]:
    """Return variables that are set or removed, in the order of their names."""
    values = st.sampled_from(("one", "$ORIGIN/ß$ORIGIN", "a=b;c", "\U0001f40d \"'%PATH%\\"))
    made = st.builds(EnvironmentVariable, name=st.just("CL_NAME"), value=values, overwrite=st.booleans())
    removed = st.just(EnvironmentVariable(name="CL_NAME", remove=True))
    chosen = st.dictionaries(st.sampled_from(("CL_A", "CL_B b", "CL_É")), made | removed, max_size=2)
    return chosen.map(lambda each: tuple(attrs.evolve(variable, name=name) for name, variable in sorted(each.items())))


def differences(config: Config, version: str, report: dict[str, Any], *, origin: str) -> list[str]:
    """
    Compare what came up with what a config says.

    Args:
        config: The config.
        version: The CPython that came up.
        report: What it says of itself (tests/hosts/programs.py).
        origin: What `$ORIGIN` stood for, which was the working folder too.

    Returns:
        A line for each member that has another value than said.
    """
    config = with_nothing_passed(config) if config.host_values else config
    planned = plan(config)
    found = []
    for setting, part in [(s, "pre_config") for s in planned.pre] + [(s, "config") for s in planned.members]:
        want = _wanted(setting, Version(version), origin, ntpath if config.target.is_windows else posixpath)
        # CPython's own list has no dump_refs_file up to 3.12.
        got = report["configs"][part].get(setting.member, want)
        if want is not None and not _holds(setting, want, got):
            found.append(f"{part}.{setting.member}: said {want!r}, got {got!r}")
    for variable in planned.variables:
        want, got = variable.value and expand(variable.value, origin), report["environment"].get(variable.name)
        if variable.name.startswith("CL_") and want != got:
            found.append(f"{variable.name}: said {want!r}, got {got!r}")
    if planned.argv is not None:
        is_parsed = bool(report["configs"]["config"]["parse_argv"])
        argv = meant_argv(config, planned.argv, Version(version), is_parsed=is_parsed)
        if list(argv) != list(report["argv"]):
            found.append(f"argv: said {planned.argv!r}, got {report['argv']!r}")
    return found


def _wanted(setting: Setting, version: Version, origin: str, paths: ModuleType) -> Any:  # noqa: ANN401 - likewise
    """Return what a member must hold, None where the version has no such member; `paths` is the system's `os.path`."""
    if not setting.extent.covers(version):
        return setting.older
    if not setting.is_path:
        return setting.value
    if setting.member == "run_filename" and version > Version("3.8"):
        path = str(setting.value).replace("$ORIGIN", origin)
        # Windows makes a relative one whole in its own form.
        own = path.replace("/", "\\") if paths is ntpath and not ntpath.isabs(path) else path
        return paths.join(origin, own)
    if isinstance(setting.value, tuple):
        return tuple(item.replace("$ORIGIN", origin) for item in setting.value)
    return str(setting.value).replace("$ORIGIN", origin)


def _holds(setting: Setting, want: Any, got: Any) -> bool:  # noqa: ANN401 - what the member holds
    if setting.member == "warnoptions":
        # CPython adds filters of its own, for development mode and bytes warnings.
        return [item for item in got if item in want] == list(want) or set(want) <= set(got)
    if setting.member == "xoptions" and isinstance(got, dict):
        return {name: value or True for name, _, value in (item.partition("=") for item in want)} == got
    if setting.member in {"stdio_encoding", "filesystem_encoding"}:
        return codecs.lookup(want) == codecs.lookup(got)
    if setting.member == "parse_argv":
        # 2 once the command line has been parsed.
        return bool(want) == bool(got)
    if isinstance(want, tuple):
        return list(want) == list(got)
    return bool(want == got)


def libraries(prefix: Path, version: str) -> tuple[str, str]:
    """Return the folders of the standard library of a CPython."""
    folder = prefix / "lib" / f"python{version}"
    return str(folder), str(folder / "lib-dynload")


def without_paths(config: Config) -> Config:
    """Return the config without folders around the computed path."""
    return attrs.evolve(config, filesystem_importer=None)
