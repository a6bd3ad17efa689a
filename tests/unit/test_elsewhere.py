"""Names of other systems: which field they mean, and which way round."""

from __future__ import annotations

import pytest

from configlang.schema.arguments import unknown_field
from configlang.schema.elsewhere import meant
from configlang.schema.field import Kind
from configlang.schema.table import ARGUMENTS, FIELDS

# Every pair that says the opposite: CPython's flags, its old global variables, its environment and its options.
OPPOSITES = {
    "buffered_stdio": ("unbuffered", "Py_UnbufferedStdioFlag", "PYTHONUNBUFFERED", "u", "no_buffered_stdio"),
    "code_debug_ranges": ("no_debug_ranges", "no-debug-ranges", "PYTHONNODEBUGRANGES"),
    "enable_gil": ("no_gil", "nogil", "disable_gil"),
    "install_signal_handlers": ("no_signal_handlers", "skip_signal_handlers"),
    "isolated": ("not_isolated", "no_isolated"),
    "pathconfig_warnings": ("Py_FrozenFlag",),
    "remote_debug": ("disable_remote_debug", "disable-remote-debug", "PYTHON_DISABLE_REMOTE_DEBUG"),
    "site_import": ("no_site", "nosite", "Py_NoSiteFlag", "S", "no_site_import", "skip_site"),
    "use_environment": ("ignore_environment", "Py_IgnoreEnvironmentFlag", "E", "no_environment", "ignore_env"),
    "use_frozen_modules": ("no_frozen_modules", "disable_frozen_modules"),
    "use_hash_seed": ("hash_randomization", "Py_HashRandomizationFlag"),
    "user_site_directory": ("no_user_site", "Py_NoUserSiteDirectory", "PYTHONNOUSERSITE", "s"),
    "utf8_mode": ("no_utf8", "disable_utf8_mode"),
    "write_bytecode": ("dont_write_bytecode", "Py_DontWriteBytecodeFlag", "PYTHONDONTWRITEBYTECODE", "B"),
}
SAME = {
    "bytes_warning": ("Py_BytesWarningFlag", "b"),
    "cpu_count": ("PYTHON_CPU_COUNT",),
    "development_mode": ("dev_mode", "PYTHONDEVMODE", "dev"),
    "fault_handler": ("faulthandler", "PYTHONFAULTHANDLER"),
    "home": ("PYTHONHOME",),
    "inspect": ("Py_InspectFlag", "PYTHONINSPECT", "i"),
    "isolated": ("Py_IsolatedFlag", "I"),
    "optimization_level": ("Py_OptimizeFlag", "PYTHONOPTIMIZE", "optimize", "O"),
    "parser_debug": ("Py_DebugFlag", "PYTHONDEBUG", "d"),
    "quiet": ("Py_QuietFlag", "q"),
    "safe_path": ("PYTHONSAFEPATH", "P"),
    "utf8_mode": ("Py_UTF8Mode", "PYTHONUTF8", "utf8"),
    "verbose": ("Py_VerboseFlag", "PYTHONVERBOSE", "v"),
    "warn_options": ("warnoptions", "PYTHONWARNINGS", "W"),
}


@pytest.mark.parametrize(("field", "name"), [(field, name) for field, names in OPPOSITES.items() for name in names])
def test_hint_for_a_name_of_the_opposite_says_the_opposite_value(field: str, name: str) -> None:
    """Whoever only renames the argument turns the setting round, so the hint has the value."""
    for value, turned in ((True, False), (False, True), (1, False), (0, True)):
        assert f"write `{field} = {turned}`" in str(unknown_field(name, value).hint)
    assert f"`{field}`: its False is what True would be there" in str(unknown_field(name).hint)


@pytest.mark.parametrize(("field", "name"), [(field, name) for field, names in SAME.items() for name in names])
def test_other_names_keep_the_value(field: str, name: str) -> None:
    """A name of the same meaning is told, and no value: it stays."""
    assert f"it is called `{field}` here" == unknown_field(name, value=True).hint


def test_every_alias_means_its_field() -> None:
    """The table's names of other systems lead to their field, and no field is taken for another one."""
    for field in FIELDS:
        for alias in field.aliases:
            found = meant(alias)
            assert found is not None
            assert (field.name, False) == (found.field.name, found.is_opposite)
    for name in ARGUMENTS:
        found = meant(name)
        assert found is not None
        assert (name, False) == (found.field.name, found.is_opposite)


def test_no_alias_says_the_opposite() -> None:
    """A name with a negation in it is listed as an opposite, unless the field says no as well."""
    odd = [
        alias
        for field in FIELDS
        if field.kind is Kind.BOOL
        for alias in field.aliases
        if alias.startswith(("no_", "dont_", "disable_", "ignore_", "un"))
    ]

    assert [] == odd


def test_misspelt_name_of_the_opposite_keeps_its_value() -> None:
    """A name that is near one of the opposite is turned round too."""
    assert "did you mean `no_site`?" in str(unknown_field("no_sites", value=True).hint)
    assert "write `site_import = False`" in str(unknown_field("no_sites", value=True).hint)


def test_what_a_rule_sets_is_told() -> None:
    """A field that a rule of its own sets is pointed at that rule, whatever it is called."""
    assert "that is what the rule `filesystem_importer` sets" == unknown_field("sys_path").hint


@pytest.mark.parametrize("name", ["bananas", "no_bananas", "no", "py", "python"])
def test_other_texts_mean_nothing(name: str) -> None:
    """What no system knows is guessed at by nearness alone."""
    assert meant(name) is None
