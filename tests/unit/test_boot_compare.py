"""Comparing: what counts as a difference between a config and what came up, and what does not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from configlang import Config, evaluate
from configlang.boot.compare import compare, compare_modules, modules_of, show
from configlang.boot.start import Seen
from configlang.cpython.builds import Python
from configlang.cpython.targets import host_target
from configlang.cpython.versions import Version
from configlang.outputs.host import plan as hosts

HERE = Python(Version("3.12"), host_target())


def config_of(text: str, folder: Path) -> Config:
    """Evaluate a config."""
    (folder / "app.bzl").write_text(text)
    return evaluate(folder / "app.bzl").require()


def seen(
    config: Mapping[str, Any] | None = None,
    pre: Mapping[str, Any] | None = None,
    imports: Mapping[str, Mapping[str, Any]] | None = None,
    environment: Mapping[str, str | None] | None = None,
    **sys: Any,  # noqa: ANN401 - what sys holds
) -> Seen:
    """Return what a program saw that found these members, modules and attributes of sys."""
    return Seen(
        problem=None,
        has_started=True,
        sys=sys,
        configs={"config": config or {}, "pre_config": pre or {}},
        imports=imports or {},
        stand_ins=frozenset(),
        environment=environment or {},
    )


def differing(text: str, saw: Seen, folder: Path, python: str = "3.12") -> list[tuple[str, str, str]]:
    """Return field, said and got of each difference, where `$ORIGIN` is `/o`."""
    config = config_of(text, folder)
    found = compare(config, hosts.plan(config), saw, python=Python(Version(python), host_target()), origin="/o")
    return [(each.field, each.said, each.got) for each in found]


@pytest.mark.parametrize(
    ("argument", "member", "got"),
    [
        ("isolated = True", "isolated", 1),
        ("isolated = True", "isolated", True),
        ("parse_argv = True", "parse_argv", 2),
        ("optimization_level = 2", "optimization_level", 2),
        ("cpu_count = -1", "cpu_count", 8),
        ('stdio_encoding = "UTF_8"', "stdio_encoding", "utf-8"),
        ('home = "$ORIGIN/p"', "home", "/o/p"),
        ('run_filename = "/a/../x.py"', "run_filename", "/x.py"),
        ('warn_options = ["error"]', "warnoptions", ["default", "error"]),
        ('check_hash_pycs_mode = "always"', "check_hash_pycs_mode", "always"),
        ("safe_path = True", "use_environment", 1),
    ],
)
def test_same_in_another_form_is_no_difference(argument: str, member: str, got: object, tmp_path: Path) -> None:
    """CPython's own form of a value, an addition to a list, and a member that is not there are no differences."""
    field = {"warn_options": "warnoptions"}.get(argument.partition(" ")[0], member)
    assert [] == differing(f"interpreter({argument})", seen({field: got}), tmp_path)


@pytest.mark.parametrize(
    ("argument", "member", "got", "expected"),
    [
        ("use_environment = True", "use_environment", 0, ("use_environment", "True", "False")),
        ("optimization_level = 2", "optimization_level", 1, ("optimization_level", "2", "1")),
        ('home = "$ORIGIN/p"', "home", "/q", ("home", '"$ORIGIN/p"', '"/q"')),
        ('home = "/p"', "home", None, ("home", '"/p"', "None")),
        (
            'check_hash_pycs_mode = "always"',
            "check_hash_pycs_mode",
            "never",
            ("check_hash_pycs_mode", '"always"', '"never"'),
        ),
        ('warn_options = ["a", "b"]', "warnoptions", ["b", "a"], ("warn_options", '"b"', '["b", "a"]')),
    ],
)
def test_other_value_is_a_difference(
    argument: str, member: str, got: object, expected: tuple[str, str, str], tmp_path: Path
) -> None:
    """Both values are shown as they are written in a config."""
    assert [expected] == differing(f"interpreter({argument})", seen({member: got}), tmp_path)


def test_field_of_both_structs_differs_once(tmp_path: Path) -> None:
    """A field with two members is one difference."""
    saw = seen({"use_environment": 0}, {"use_environment": 0})
    assert 1 == len(differing("interpreter(use_environment = True)", saw, tmp_path))


def test_locale_decides_where_it_is_read(tmp_path: Path) -> None:
    """A value by which CPython asks the locale is no promise, unless the locale is not even read."""
    text = 'interpreter(coerce_c_locale = "LC_CTYPE")'
    assert [] == differing(text, seen(None, {"coerce_c_locale": 0, "configure_locale": 1}), tmp_path)
    assert [("coerce_c_locale", '"LC_CTYPE"', '"off"')] == differing(
        text, seen(None, {"coerce_c_locale": 0, "configure_locale": 0}), tmp_path
    )


def test_version_that_is_told_nothing_differs_in_nothing(tmp_path: Path) -> None:
    """A field that is set for newer versions only is not looked for in an older one."""
    text = "interpreter(safe_path = True)"
    assert [] == differing(text, seen({"safe_path": 0}), tmp_path, python="3.10")
    assert 1 == len(differing(text, seen({"safe_path": 0}), tmp_path, python="3.11"))


def test_paths_are_contained_in_order(tmp_path: Path) -> None:
    """The paths of the importer must be there in order, whatever CPython and `site` have added between."""
    text = 'filesystem_importer(paths = ["$ORIGIN/a", "/b"])'
    assert [] == differing(text, seen({"module_search_paths": ["/x", "/o/a", "/y", "/b"]}), tmp_path)
    assert [("paths", '"/b"', '["/b", "/o/a"]')] == differing(
        text, seen({"module_search_paths": ["/b", "/o/a"]}), tmp_path
    )
    around = 'filesystem_importer(paths = ["$ORIGIN/a"], mode = "append")'
    assert [("paths", '"/o/a"', '["/b"]')] == differing(around, seen(path=["/b"]), tmp_path)


def test_command_line_is_compared(tmp_path: Path) -> None:
    """A fixed command line comes up as it is; one whose parsing the config asks for loses what CPython takes."""
    text = 'interpreter(argv = ["app", "-v"])'
    for parsed, got in ((1, [""]), (2, [""]), (0, ["app"])):
        assert [("argv", '["app", "-v"]', f'["{got[0]}"]')] == differing(
            text, seen({"parse_argv": parsed}, argv=got), tmp_path
        )
    asked = 'interpreter(argv = ["app", "-v"], parse_argv = True)'
    assert [] == differing(asked, seen({"parse_argv": 1}, argv=[""]), tmp_path)
    assert [("argv", '["app", "-v"]', '["-v"]')] == differing(asked, seen({"parse_argv": 1}, argv=["-v"]), tmp_path)


def test_modules_from_elsewhere_differ(tmp_path: Path) -> None:
    """A linked-in module that a file goes before, and a library that is not the declared one, are differences."""
    config = config_of(
        'static_extension("a")\nstatic_extension("b")\n'
        'dynamic_extension("c", "$ORIGIN/c.so")\ndynamic_extension("d", "$ORIGIN/d.so")\n',
        tmp_path,
    )
    saw = seen(
        imports={
            "a": {"origin": "built-in", "loader": "BuiltinImporter"},
            "b": {"origin": "/x/b.py", "loader": "SourceFileLoader"},
            "c": {"origin": "/o/c.so", "loader": "ExtensionFileLoader"},
            "d": {"origin": "/x/d.so", "loader": "ExtensionFileLoader"},
        }
    )
    modules = modules_of(config, saw)
    assert ["a", "b", "c", "d"] == [module.name for module in modules]
    assert [("b", "static_extension:b"), ("d", "dynamic_extension:d.path")] == [
        (each.field, each.path) for each in compare_modules(config, modules, python=HERE, origin="/o")
    ]


def test_module_that_was_not_reached_is_not_imported(tmp_path: Path) -> None:
    """Where the program died before, a module counts as not imported."""
    (module,) = modules_of(config_of('static_extension("a")', tmp_path), seen())
    assert module.error


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "None"),
        (True, "True"),
        (7, "7"),
        ('a"b', '"a\\"b"'),
        ("é", '"é"'),
        ("\x1b[31m", '"\\u001b[31m"'),
        (["a", 1], '["a", 1]'),
        (list("abcdef"), '["a", "b", "c", "d", ...]'),
    ],
)
def test_values_are_shown_as_in_a_config(value: object, shown: str) -> None:
    """Text is quoted, nothing can move a cursor, and a long list is cut."""
    assert shown == show(value)


# Variables of the environment


def test_variables_are_what_the_config_makes_of_them(tmp_path: Path) -> None:
    """One that is set, kept or removed is there, or not, and `$ORIGIN` in it is known; else it is told."""
    text = """
environment_variable("A", value = "$ORIGIN/a")
environment_variable("B", value = "b", overwrite = False)
environment_variable("C", remove = True)
"""
    right: dict[str, str | None] = {"A": "/o/a", "B": "the user's", "C": None}

    assert [] == differing(text, seen(environment=right), tmp_path)
    assert [] == differing(text, seen(environment={**right, "B": "b"}), tmp_path)
    assert [
        ("A", '"$ORIGIN/a"', '"/a"'),
        ("B", '"b"', "none"),
        ("C", "that it is removed", '"c"'),
    ] == differing(text, seen(environment={"A": "/a", "B": None, "C": "c"}), tmp_path)


def test_environment_is_the_prefix(tmp_path: Path) -> None:
    """A virtual environment has come up where the prefix is its folder."""
    text = 'virtual_environment("$ORIGIN/venv/")'

    assert [] == differing(text, seen(prefix="/o/venv"), tmp_path)
    assert [("virtual_environment", '"$ORIGIN/venv/"', 'the prefix "/usr"')] == differing(
        text, seen(prefix="/usr"), tmp_path
    )
