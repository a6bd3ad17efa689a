"""Laws of the field table: its order, and what every entry owes to those who read it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from configlang.schema.field import Field, Kind, Place
from configlang.schema.table import FIELDS, INNER_FIELDS, OUTER_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from configlang.schema.field import Scalar

# The declarations of pyembed 0.17 to 0.24, written out once more so that a slip in the table can't go unseen.
OUTER_NAMES = [
    "exe",
    "origin",
    "allocator_backend",
    "allocator_raw",
    "allocator_mem",
    "allocator_obj",
    "allocator_pymalloc_arena",
    "allocator_debug",
    "set_missing_path_configuration",
    "oxidized_importer",
    "filesystem_importer",
    "packed_resources",
    "extra_extension_modules",
    "argv",
    "argvb",
    "multiprocessing_auto_dispatch",
    "multiprocessing_start_method",
    "sys_frozen",
    "sys_meipass",
    "terminfo_resolution",
    "tcl_library",
    "write_modules_directory_env",
]
INNER_NAMES = [
    "profile",
    "allocator",
    "configure_locale",
    "coerce_c_locale",
    "coerce_c_locale_warn",
    "development_mode",
    "isolated",
    "legacy_windows_fs_encoding",
    "parse_argv",
    "use_environment",
    "utf8_mode",
    "argv",
    "base_exec_prefix",
    "base_executable",
    "base_prefix",
    "buffered_stdio",
    "bytes_warning",
    "check_hash_pycs_mode",
    "configure_c_stdio",
    "dump_refs",
    "exec_prefix",
    "executable",
    "fault_handler",
    "filesystem_encoding",
    "filesystem_errors",
    "hash_seed",
    "home",
    "import_time",
    "inspect",
    "install_signal_handlers",
    "interactive",
    "legacy_windows_stdio",
    "malloc_stats",
    "module_search_paths",
    "optimization_level",
    "parser_debug",
    "pathconfig_warnings",
    "prefix",
    "program_name",
    "pycache_prefix",
    "python_path_env",
    "quiet",
    "run_command",
    "run_filename",
    "run_module",
    "show_ref_count",
    "site_import",
    "skip_first_source_line",
    "stdio_encoding",
    "stdio_errors",
    "tracemalloc",
    "user_site_directory",
    "verbose",
    "warn_options",
    "write_bytecode",
    "x_options",
]
DEFAULTS = {
    "allocator_backend": "default",
    "allocator_raw": True,
    "allocator_mem": False,
    "allocator_obj": False,
    "allocator_pymalloc_arena": False,
    "allocator_debug": False,
    "set_missing_path_configuration": True,
    "oxidized_importer": False,
    "filesystem_importer": True,
    "packed_resources": None,
    "argvb": False,
    "multiprocessing_auto_dispatch": True,
    "multiprocessing_start_method": "auto",
    "sys_frozen": False,
    "sys_meipass": False,
    "terminfo_resolution": "dynamic",
    "profile": "python",
}
OWNERS = {
    (Place.OUTER, "oxidized_importer"): "oxidized_importer",
    (Place.OUTER, "filesystem_importer"): "filesystem_importer",
    (Place.OUTER, "packed_resources"): "oxidized_importer",
    (Place.OUTER, "extra_extension_modules"): "static_extension",
    (Place.INNER, "argv"): "argv",
    (Place.INNER, "module_search_paths"): "filesystem_importer",
}
# The whole of PyPreConfig. PyConfig repeats four of these members, which one field sets in both structs.
PRE_MEMBERS = {
    "allocator",
    "coerce_c_locale",
    "coerce_c_locale_warn",
    "configure_locale",
    "dev_mode",
    "isolated",
    "legacy_windows_fs_encoding",
    "parse_argv",
    "use_environment",
    "utf8_mode",
}
SHARED_MEMBERS = {"dev_mode", "isolated", "parse_argv", "use_environment"}

each_field = pytest.mark.parametrize(
    "field",
    [pytest.param(field, id=f"{field.place.name.lower()}-{field.name}") for field in FIELDS],
)


def repeated(texts: Iterable[str]) -> list[str]:
    """Return the texts that occur more than once."""
    return [text for text, count in Counter(texts).items() if count > 1]


def admits(field: Field, value: Scalar) -> bool:
    """Tell whether a value is one that the kind and the choices of the field allow."""
    if field.kind is Kind.BOOL:
        return isinstance(value, bool)
    if field.kind is Kind.CHOICE:
        return value in {choice.value for choice in field.choices}
    if field.kind is Kind.INT:
        return isinstance(value, int) and (field.minimum or 0) <= value <= (field.maximum or value)
    if field.kind is Kind.LEVEL:
        return isinstance(value, int) and 0 <= value < len(field.choices)
    return field.kind in {Kind.STR, Kind.PATH} and isinstance(value, str)


def test_outer_names_follow_the_declaration() -> None:
    """The outer fields are pyembed's, in its order, without the inner struct that its order holds third."""
    assert [field.name for field in OUTER_FIELDS] == OUTER_NAMES
    assert len(OUTER_FIELDS) == 22


def test_inner_names_follow_the_declaration() -> None:
    """The inner fields are pyembed's, in its order."""
    assert [field.name for field in INNER_FIELDS] == INNER_NAMES
    assert len(INNER_FIELDS) == 56


def test_fields_are_both_structs_in_turn() -> None:
    """The whole table is the outer fields and then the inner ones, each marked with its struct."""
    expected = [Place.OUTER] * 22 + [Place.INNER] * 56

    assert [field.place for field in FIELDS] == expected
    assert FIELDS == OUTER_FIELDS + INNER_FIELDS


def test_argument_names_are_unique() -> None:
    """No two fields that are arguments of interpreter() share a name."""
    assert repeated(field.name for field in FIELDS if field.owner is None) == []


def test_owned_fields_are_those_of_the_rules() -> None:
    """Exactly the fields that another rule sets, and the inner argv, are no arguments of interpreter()."""
    assert {(field.place, field.name): field.owner for field in FIELDS if field.owner is not None} == OWNERS


def test_defaults_are_those_of_pyembed() -> None:
    """Exactly the fields that are no Option in pyembed have a default, which is its run-time default."""
    assert {field.name: field.default for field in FIELDS if not field.is_optional} == DEFAULTS
    assert [field.name for field in FIELDS if field.is_optional and field.default is not None] == []


@each_field
def test_default_admits_itself(field: Field) -> None:
    """A default is a value that its own field allows, so that writing it out changes nothing."""
    assert field.default is None or admits(field, field.default)


@each_field
def test_choices_belong_to_choice_kinds(field: Field) -> None:
    """A field lists choices and names a Rust enum if, and only if, its kind is CHOICE or LEVEL."""
    is_enum = field.kind in {Kind.CHOICE, Kind.LEVEL}

    assert bool(field.choices) is is_enum
    assert (field.rust_enum is not None) is is_enum


@each_field
def test_choices_are_distinct(field: Field) -> None:
    """Within a field, no two choices share a value, a Rust variant or a C value."""
    assert repeated(choice.value for choice in field.choices) == []
    assert repeated(choice.variant for choice in field.choices) == []
    assert repeated(repr(choice.c_value) for choice in field.choices if choice.c_value is not None) == []


@each_field
def test_choices_have_c_values_where_there_is_a_member(field: Field) -> None:
    """Each choice says what the C member becomes, and says nothing where there is no member."""
    has_member = bool(field.c_members)

    assert [choice.value for choice in field.choices if (choice.c_value is not None) is not has_member] == []


def test_levels_count_from_zero() -> None:
    """The choices of a LEVEL field are the ints from 0 on, in order, for the C member too."""
    levels = [field for field in FIELDS if field.kind is Kind.LEVEL]

    assert [field.name for field in levels] == ["optimization_level"]
    assert [(c.value, c.variant, c.c_value) for c in levels[0].choices] == [
        ("0", "Zero", 0),
        ("1", "One", 1),
        ("2", "Two", 2),
    ]


def test_only_terminfo_takes_a_payload() -> None:
    """The one prefix among all choices is that of a fixed terminfo path."""
    prefixes = [(field.name, c.value) for field in FIELDS for c in field.choices if c.value.endswith(":")]

    assert prefixes == [("terminfo_resolution", "static:")]


def test_bounds_belong_to_ints() -> None:
    """Exactly the INT fields are bounded, and the seed by what 32 bits hold."""
    bounds = {f.name: (f.minimum, f.maximum) for f in FIELDS if (f.minimum, f.maximum) != (None, None)}

    assert {field.name for field in FIELDS if field.kind is Kind.INT} == set(bounds)
    assert bounds == {"hash_seed": (0, 2**32 - 1)}


def test_members_cover_the_pre_config() -> None:
    """Every member of PyPreConfig has its field, and those that PyConfig repeats are set in both structs."""
    members = {member for field in FIELDS for member in field.c_members}
    pre = {member.removeprefix("PyPreConfig.") for member in members if member.startswith("PyPreConfig.")}
    own = {member.removeprefix("PyConfig.") for member in members if member.startswith("PyConfig.")}

    assert pre == PRE_MEMBERS
    assert pre & own == SHARED_MEMBERS
    assert len(pre) + len(own) == len(members), "a member has an unknown struct"


@each_field
def test_shared_members_are_set_together(field: Field) -> None:
    """A field that sets a member of PyPreConfig sets its namesake in PyConfig too, after it, where there is one."""
    pre = [member.removeprefix("PyPreConfig.") for member in field.c_members if member.startswith("PyPreConfig.")]
    own = [member.removeprefix("PyConfig.") for member in field.c_members if member.startswith("PyConfig.")]

    if pre:
        assert [name for name in pre if name in SHARED_MEMBERS] == own
        assert [*(f"PyPreConfig.{name}" for name in pre), *(f"PyConfig.{name}" for name in own)] == list(
            field.c_members
        )


def test_inner_fields_have_members() -> None:
    """Every inner field but the profile, which chooses the Init functions, sets a C member."""
    assert [field.name for field in INNER_FIELDS if not field.c_members] == ["profile"]


def test_members_have_one_field() -> None:
    """No C member is set by two fields of one struct, so that no output depends on their order."""
    assert repeated(member for field in INNER_FIELDS for member in field.c_members) == []
    assert [field.c_members for field in OUTER_FIELDS if field.c_members] == [("PyConfig.argv",)]


@each_field
def test_profile_defaults_go_with_members(field: Field) -> None:
    """Members that are ints say what they start from in each profile; texts and lists start empty."""
    starts_empty = field.kind not in {Kind.BOOL, Kind.INT, Kind.LEVEL, Kind.CHOICE}
    has_number = bool(field.c_members) and not starts_empty and field.name != "check_hash_pycs_mode"

    assert isinstance(field.python_default, int) is has_number
    assert isinstance(field.isolated_default, int) is has_number


@each_field
def test_flag_defaults_are_truth_values(field: Field) -> None:
    """A flag starts from 0, 1 or CPython's -1 for undecided, and the isolated profile decides everything."""
    if field.kind is Kind.BOOL and field.c_members:
        assert field.python_default in {-1, 0, 1}
        assert field.isolated_default in {0, 1}


def test_isolation_is_what_tells_the_profiles_apart() -> None:
    """The profiles differ in exactly these members, which is what isolation means."""
    differing = {
        f.name: (f.python_default, f.isolated_default) for f in FIELDS if f.python_default != f.isolated_default
    }

    assert differing == {
        "configure_locale": (1, 0),
        "coerce_c_locale": (-1, 0),
        "coerce_c_locale_warn": (-1, 0),
        "development_mode": (-1, 0),
        "isolated": (0, 1),
        "parse_argv": (1, 0),
        "use_environment": (1, 0),
        "utf8_mode": (-1, 0),
        "configure_c_stdio": (1, 0),
        "fault_handler": (-1, 0),
        "install_signal_handlers": (1, 0),
        "pathconfig_warnings": (1, 0),
        "tracemalloc": (-1, 0),
        "user_site_directory": (1, 0),
    }


def test_origin_expands_where_pyembed_expands_it() -> None:
    """Exactly the three fields in which pyembed replaces $ORIGIN are marked."""
    assert [f.name for f in FIELDS if f.expands_origin] == ["packed_resources", "tcl_library", "module_search_paths"]


def test_windows_fields_are_marked() -> None:
    """Exactly the two members that CPython guards with MS_WINDOWS are marked."""
    assert [f.name for f in FIELDS if f.is_windows_only] == ["legacy_windows_fs_encoding", "legacy_windows_stdio"]


def test_aliases_are_unambiguous() -> None:
    """An alias is no field's name and leads to one field only, so that "did you mean" has one answer."""
    names = {field.name for field in FIELDS} | {"interpreter_config"}
    aliases = [alias for field in FIELDS for alias in field.aliases]

    assert sorted(names.intersection(aliases)) == []
    assert repeated(aliases) == []


@each_field
def test_aliases_could_be_arguments(field: Field) -> None:
    """An alias is what people would write as an argument: a lower-case identifier, listed in order."""
    assert [alias for alias in field.aliases if not alias.isidentifier() or alias != alias.lower()] == []
    assert sorted(field.aliases) == list(field.aliases)


@each_field
def test_members_of_cpython_lead_to_the_field(field: Field) -> None:
    """Whoever knows CPython's name of a setting finds it: the member's name is the field's name or an alias."""
    known = {field.name, *field.aliases}

    assert {member.split(".")[1] for member in field.c_members} - known == set()


@each_field
def test_texts_are_sentences(field: Field) -> None:
    """Docs, also of choices, and traps are one to three sentences without stray blanks."""
    texts = [field.doc, *(choice.doc for choice in field.choices), *field.traps]

    assert [text for text in texts if not text.endswith(".") or text != " ".join(text.split())] == []
    assert len(field.doc) >= 20


def test_docs_are_not_copied() -> None:
    """No two fields have the same documentation."""
    assert repeated(field.doc for field in FIELDS) == []


@each_field
def test_traps_are_listed_once(field: Field) -> None:
    """No field says the same trap twice."""
    assert repeated(field.traps) == []
