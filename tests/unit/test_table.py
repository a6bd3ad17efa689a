"""Laws of the field table: its order, its members and versions, and what every entry owes to those who read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configlang.cpython.builds import WINDOWS
from configlang.cpython.versions import PYTHON_VERSIONS, runs
from configlang.schema.field import Kind, Place
from configlang.schema.table import CPYTHON_FIELDS, FIELDS, INNER_FIELDS, OUTER_FIELDS
from tests.unit.table_helpers import bounds, each_field, macro_of, repeated

if TYPE_CHECKING:
    from configlang.schema.field import Field

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
# The members that pyembed lacks, with the first and the last version and the macro around them in CPython's headers.
CPYTHON_MEMBERS = {
    "code_debug_ranges": ("3.11", None, None),
    "context_aware_warnings": ("3.14", None, None),
    "cpu_count": ("3.13", None, None),
    "dump_refs_file": ("3.11", None, None),
    "enable_gil": ("3.13", None, "Py_GIL_DISABLED"),
    "int_max_str_digits": ("3.12", None, None),
    "lazy_imports": ("3.15", None, None),
    "orig_argv": ("3.10", None, None),
    "perf_profiling": ("3.12", None, None),
    "platlibdir": ("3.9", None, None),
    "pymalloc_hugepages": ("3.15", None, None),
    "remote_debug": ("3.14", None, None),
    "run_presite": ("3.13", None, "Py_DEBUG"),
    "safe_path": ("3.11", None, None),
    "show_alloc_count": (None, "3.8", None),
    "stdlib_dir": ("3.11", None, None),
    "sys_path_0": ("3.13", None, None),
    "thread_inherit_context": ("3.14", None, None),
    "tlbc_enabled": ("3.14", None, "Py_GIL_DISABLED"),
    "use_frozen_modules": ("3.11", None, None),
    "use_hash_seed": (None, None, None),
    "use_system_logger": ("3.14", None, "__APPLE__"),
    "warn_default_encoding": ("3.10", None, None),
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


def test_outer_names_follow_the_declaration() -> None:
    """The outer fields are pyembed's, in its order, without the inner struct that its order holds third."""
    assert [field.name for field in OUTER_FIELDS] == OUTER_NAMES
    assert len(OUTER_FIELDS) == 22


def test_inner_names_follow_the_declaration() -> None:
    """The inner fields are pyembed's, in its order."""
    assert [field.name for field in INNER_FIELDS] == INNER_NAMES
    assert len(INNER_FIELDS) == 56


def test_cpython_fields_are_the_members_that_pyembed_lacks() -> None:
    """The fields of CPython alone are these, by name, each with the versions and the macro of its member."""
    assert {f.name: (*bounds(f.extent), macro_of(f)) for f in CPYTHON_FIELDS} == CPYTHON_MEMBERS
    assert [field.name for field in CPYTHON_FIELDS] == sorted(CPYTHON_MEMBERS)


def test_fields_are_the_structs_in_turn() -> None:
    """The whole table is the outer fields, the inner ones and CPython's, each marked with its struct."""
    expected = [Place.OUTER] * 22 + [Place.INNER] * 56 + [Place.CPYTHON] * 23

    assert [field.place for field in FIELDS] == expected
    assert FIELDS == OUTER_FIELDS + INNER_FIELDS + CPYTHON_FIELDS


@pytest.mark.parametrize("field", CPYTHON_FIELDS, ids=lambda field: field.name)
def test_cpython_fields_are_their_members(field: Field) -> None:
    """A field of CPython alone has the name of the one member that it sets, and nothing that is pyembed's."""
    assert field.c_members == (f"PyConfig.{field.name}",)
    assert (field.default, field.is_optional, field.rust_enum, field.choices) == (None, True, None, ())
    assert (field.expands_origin, field.owner) == (False, None)


def test_pyembeds_fields_exist_in_every_version() -> None:
    """What pyembed has a field for is in CPython 3.8 to 3.15; only what it lacks comes and goes."""
    assert [f.name for f in OUTER_FIELDS + INNER_FIELDS if bounds(f.extent) != (None, None)] == []


@each_field
def test_field_exists_from_its_first_to_its_last_version(field: Field) -> None:
    """A field exists in the known versions from its first to its last, both included, and in at least one of them."""
    first, last = field.extent.first or PYTHON_VERSIONS[0], field.extent.last or PYTHON_VERSIONS[-1]

    assert [(first, last)] == runs(version for version in PYTHON_VERSIONS if field.exists_in(version))
    # None is how the table says that a limit is that of what was measured.
    assert field.extent.first != field.extent.measured.oldest
    assert field.extent.last != field.extent.measured.newest


def test_argument_names_are_unique() -> None:
    """No two fields that are arguments of interpreter() share a name."""
    assert repeated(field.name for field in FIELDS if field.owner is None) == []


def test_owned_fields_are_those_of_the_rules() -> None:
    """Exactly the fields that another rule sets, and the inner argv, are no arguments of interpreter()."""
    assert {(field.place, field.name): field.owner for field in FIELDS if field.owner is not None} == OWNERS


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
    """No C member is set by two fields, so that no output depends on their order, but for two that are known."""
    assert repeated(member for field in INNER_FIELDS for member in field.c_members) == []
    assert [field.c_members for field in OUTER_FIELDS if field.c_members] == [("PyConfig.argv",)]
    # The inner argv stays unset. A `hash_seed` switches itself on, which `use_hash_seed` can overrule.
    assert sorted(repeated(member for field in FIELDS for member in field.c_members)) == [
        "PyConfig.argv",
        "PyConfig.use_hash_seed",
    ]


def test_origin_expands_where_pyembed_expands_it() -> None:
    """Exactly the three fields in which pyembed replaces $ORIGIN are marked."""
    assert [f.name for f in FIELDS if f.expands_origin] == ["packed_resources", "tcl_library", "module_search_paths"]


def test_windows_fields_are_marked() -> None:
    """Exactly the two members that CPython guards with MS_WINDOWS are marked, and no other guard counts as that."""
    assert [f.name for f in FIELDS if f.guard == WINDOWS] == ["legacy_windows_fs_encoding", "legacy_windows_stdio"]
    assert {WINDOWS} == {f.guard for f in OUTER_FIELDS + INNER_FIELDS if f.guard is not None}


def test_what_happens_without_a_member_is_said_of_flags() -> None:
    """A flag that is on without its member is one that can be asked to be off, which only some CPythons do."""
    assert ["enable_gil"] == [field.name for field in FIELDS if field.elsewhere]
    assert ["enable_gil"] == [field.name for field in FIELDS if field.is_needed]
    assert [] == [f.name for f in FIELDS if (f.elsewhere or f.is_needed) and (f.kind is not Kind.BOOL or not f.guard)]


def test_aliases_are_unambiguous() -> None:
    """An alias is no field's name and leads to one field only, so that "did you mean" has one answer."""
    names = {field.name for field in FIELDS} | {"interpreter_config"}
    aliases = [alias for field in FIELDS for alias in (*field.aliases, *field.opposites)]

    assert sorted(names.intersection(aliases)) == []
    assert repeated(aliases) == []


@each_field
def test_aliases_could_be_arguments(field: Field) -> None:
    """An alias is what people would write as an argument: a lower-case identifier, listed in order."""
    names = [*field.aliases, *field.opposites]
    assert [name for name in names if not name.isidentifier() or name != name.lower()] == []
    assert sorted(field.aliases) == list(field.aliases)
    assert sorted(field.opposites) == list(field.opposites)


def test_only_flags_have_opposites() -> None:
    """What is said by its opposite elsewhere is True or False."""
    assert {Kind.BOOL} == {field.kind for field in FIELDS if field.opposites}


@each_field
def test_members_of_cpython_lead_to_the_field(field: Field) -> None:
    """Whoever knows CPython's name of a setting finds it: it is a name of this field, or that of one of CPython's."""
    known = {field.name, *field.aliases, *CPYTHON_MEMBERS}

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
