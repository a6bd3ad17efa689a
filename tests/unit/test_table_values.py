"""Laws of the field table about values: which a field takes, and what holds where it is unset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configlang.schema.field import Field, Kind
from configlang.schema.table import FIELDS
from tests.unit.table_helpers import bounds, each_field, repeated

if TYPE_CHECKING:
    from configlang.schema.field import Scalar

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
INT_MAX = 2**31 - 1


def admits(field: Field, value: Scalar) -> bool:
    """Tell whether a value is one that the kind and the choices of the field allow."""
    if field.kind is Kind.BOOL:
        return isinstance(value, bool)
    if field.kind is Kind.CHOICE:
        return value in {choice.value for choice in field.choices}
    if field.kind is Kind.INT:
        return isinstance(value, int) and (field.minimum or 0) <= value <= (field.maximum or value)
    return field.kind in {Kind.STR, Kind.PATH} and isinstance(value, str)


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
    assert repeated(choice.variant for choice in field.choices if choice.variant is not None) == []
    assert repeated(repr(choice.c_value) for choice in field.choices if choice.c_value is not None) == []


@each_field
def test_choices_have_c_values_where_there_is_a_member(field: Field) -> None:
    """Each choice says what the C member becomes, and says nothing where there is no member."""
    has_member = bool(field.c_members)

    assert [choice.value for choice in field.choices if (choice.c_value is not None) is not has_member] == []


def test_choices_without_a_variant_are_those_that_pyembed_lacks() -> None:
    """Exactly these values are CPython's alone; they stand behind those of pyembed, whose order is its enum's."""
    lacking = {f.name: [c.value for c in f.choices if c.variant is None] for f in FIELDS}

    assert {name: values for name, values in lacking.items() if values} == {
        "allocator": ["mimalloc", "mimalloc-debug"],
        "coerce_c_locale": ["off", "auto"],
    }
    for field in FIELDS:
        assert [c.value for c in field.choices][len(field.choices) - len(lacking[field.name]) :] == lacking[field.name]


def test_choices_of_later_versions() -> None:
    """Exactly these values came later than their field."""
    since = {f"{f.name} {c.value}": bounds(c.extent) for f in FIELDS for c in f.choices if c.extent is not None}

    assert since == {"allocator mimalloc": ("3.13", None), "allocator mimalloc-debug": ("3.13", None)}


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


def test_ints_are_bounded() -> None:
    """Every INT field has both bounds: the seed what 32 bits hold, the others what CPython makes sense of."""
    assert {f.name: (f.minimum, f.maximum) for f in FIELDS if f.kind is Kind.INT} == {
        "hash_seed": (0, 2**32 - 1),
        "cpu_count": (-1, INT_MAX),
        "int_max_str_digits": (-1, INT_MAX),
        "lazy_imports": (-1, 2),
        "perf_profiling": (0, 2),
    }


def test_wide_fields_have_a_maximum() -> None:
    """Exactly these fields take more ints than pyembed's type of them has values, each from 0 up to its maximum."""
    wide = {f.name: (f.kind, f.maximum) for f in FIELDS if f.kind is not Kind.INT and f.maximum is not None}

    assert wide == {
        "bytes_warning": (Kind.CHOICE, INT_MAX),
        "import_time": (Kind.BOOL, 2),
        "optimization_level": (Kind.LEVEL, INT_MAX),
        "tracemalloc": (Kind.BOOL, 65_535),
        "verbose": (Kind.BOOL, INT_MAX),
    }
    assert [f.name for f in FIELDS if f.kind is not Kind.INT and f.minimum is not None] == []
    late = {f.name: bounds(f.maximum_extent) for f in FIELDS if f.maximum_extent is not None}
    assert late == {"import_time": ("3.14", None)}


def test_choices_of_wide_fields_count_from_zero() -> None:
    """Where a choice may be written as a number, the number is the place of the choice and its C value."""
    wide = [field for field in FIELDS if field.kind is Kind.CHOICE and field.maximum is not None]

    assert [[c.c_value for c in field.choices] for field in wide] == [[0, 1, 2]]


@each_field
def test_profile_defaults_go_with_members(field: Field) -> None:
    """Members that are ints say what they start from in each profile; texts and lists start empty."""
    starts_empty = field.kind not in {Kind.BOOL, Kind.INT, Kind.LEVEL, Kind.CHOICE}
    has_number = bool(field.c_members) and not starts_empty and field.name != "check_hash_pycs_mode"

    assert isinstance(field.python_default, int) is has_number
    assert isinstance(field.isolated_default, int) is has_number


@each_field
def test_flag_defaults_are_truth_values(field: Field) -> None:
    """A flag starts from 0, 1 or CPython's -1 for undecided in every version."""
    if field.kind is Kind.BOOL and field.c_members:
        later = () if field.later_defaults is None else field.later_defaults[1:]
        assert {field.python_default, field.isolated_default, *later} <= {-1, 0, 1}


def test_isolated_profile_decides_nearly_everything() -> None:
    """Exactly these members are undecided in the isolated profile: from their first version, or from a later one."""
    assert [f.name for f in FIELDS if f.isolated_default == -1] == [
        "cpu_count",
        "enable_gil",
        "lazy_imports",
        "remote_debug",
    ]
    later = {f.name: (bounds(f.later_defaults[0]), *f.later_defaults[1:]) for f in FIELDS if f.later_defaults}
    assert later == {
        "utf8_mode": (("3.15", None), -1, 1),
        "fault_handler": (("3.14", None), -1, -1),
        "import_time": (("3.14", None), -1, -1),
    }


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
        "int_max_str_digits": (-1, 4300),
        "perf_profiling": (-1, 0),
        "safe_path": (0, 1),
        "use_hash_seed": (-1, 0),
    }
