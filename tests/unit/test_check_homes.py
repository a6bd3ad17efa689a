"""Rules about homes that are none, and about configs that say nothing of the library."""

from __future__ import annotations

import pytest

from configlang.check.families import empty_paths, homes, host, isolation
from configlang.schema.texts import to_path
from tests.unit.check_helpers import problems

WINDOWS = "x86_64-pc-windows-msvc"


def told(home: str, target: str = "x86_64-unknown-linux-gnu") -> list[tuple[str, str]]:
    """Return the codes and hints of what is said of a home."""
    found = problems(homes.RULES, home=to_path(home), target=target)
    return [(problem.code, problem.hint or "") for problem in found]


@pytest.mark.parametrize(
    ("home", "prefix"),
    [
        ("/usr/lib/python3.11", "/usr"),
        ("/usr/lib/python3.11/", "/usr"),
        ("/opt/py/lib/python3.13t/lib-dynload", "/opt/py"),
        ("/usr/lib64/python3.12/site-packages", "/usr"),
        ("$ORIGIN/../lib/python3.11", "$ORIGIN/.."),
        ("/usr/bin", "/usr"),
        ("/usr/bin/python3.11", "/usr"),
        ("/opt/py/lib", "/opt/py"),
        ("/bin", "/"),
        ("/opt/py/lib/python3.11:/opt/py", "/opt/py"),
    ],
)
def test_home_inside_of_an_installation(home: str, prefix: str) -> None:
    """The prefix above it is what was meant."""
    ((code, hint),) = told(home)

    assert code == "home-is-no-prefix"
    assert hint.endswith(f'`home = "{prefix}"`')


@pytest.mark.parametrize(
    "home",
    [
        "/usr",
        "/",
        "/opt/python3.11",
        "$ORIGIN",
        "$ORIGIN/..",
        "$ORIGIN/python",
        "/opt/binary",
        "/srv/library",
        "/env",
        ".",
    ],
)
def test_home_that_may_be_a_prefix(home: str) -> None:
    """A folder of any other name is one."""
    assert told(home) == []


@pytest.mark.parametrize(
    ("home", "prefix"),
    [
        ("C:\\Python311\\Lib", "C:\\Python311"),
        ("C:/Python311/DLLs", "C:\\Python311"),
        ("C:\\Python311\\python.exe", "C:\\Python311"),
        ("C:\\Python311\\Scripts", "C:\\Python311"),
        ("C:\\Python311\\Lib\\site-packages", "C:\\Python311"),
    ],
)
def test_home_inside_of_an_installation_on_windows(home: str, prefix: str) -> None:
    """The folders have other names there, and the hint has the separator of the system."""
    ((code, hint),) = told(home, WINDOWS)

    assert code == "home-is-no-prefix"
    assert hint.endswith(f'`home = "{prefix}"`')


@pytest.mark.parametrize(
    ("home", "program", "target"),
    [
        ("/srv/app/venv", "/srv/app/venv/bin/python", "x86_64-unknown-linux-gnu"),
        ("$ORIGIN/.venv/", "$ORIGIN/.venv/bin/python", "x86_64-unknown-linux-gnu"),
        ("/home/me/.virtualenvs/game", "/home/me/.virtualenvs/game/bin/python", "x86_64-unknown-linux-gnu"),
        ("C:\\app\\venv", "C:\\app\\venv\\Scripts\\python.exe", WINDOWS),
    ],
)
def test_home_that_is_called_as_an_environment(home: str, program: str, target: str) -> None:
    """What works is to name the environment, and with pyembed the absolute path of its interpreter."""
    ((code, hint),) = told(home, target)
    hints = [each.hint for each in problems(homes.RULES, home=home, target=target, output="rust") if each.code == code]

    assert code == "home-is-environment"
    assert f'`virtual_environment("{home.rstrip("/")}")`' in hint
    assert [True] == [f'`executable = "{program}"`' in str(each) for each in hints]


def test_search_paths_say_enough() -> None:
    """An isolated program without a word of the library is told, one with a home, a program or a decision is not."""
    isolated = {"profile": "isolated", "utf8_mode": True}

    def codes(**fields: object) -> list[str]:
        return [problem.code for problem in problems(homes.RULES, **isolated, **fields)]  # type: ignore[arg-type]

    assert codes() == ["library-by-chance"]
    assert codes(home="/opt/py") == []
    assert codes(executable="/opt/py/bin/python3") == []
    assert codes(program_name="/opt/py/bin/python3") == []
    assert codes(set_missing_path_configuration=False) == []
    assert codes(output=None) == []
    assert [problem.code for problem in problems(homes.RULES, profile="python")] == []
    (on_windows,) = problems(homes.RULES, **isolated, target=WINDOWS)  # type: ignore[arg-type]
    assert "beside the program, in `Lib`" in on_windows.message
    assert "home" in str(on_windows.hint)


def test_empty_home_is_none_from_311() -> None:
    """An empty home says nothing of the library from CPython 3.11, and stops the start before."""
    isolated = {"profile": "isolated", "utf8_mode": True, "home": ""}
    rules = (*homes.RULES, *empty_paths.RULES)

    def codes(version: str) -> set[str]:
        return {problem.code for problem in problems(rules, version=version, **isolated)}  # type: ignore[arg-type]

    assert codes("3.11") == {"empty-path", "library-by-chance"}
    assert codes("3.10") == {"empty-path"}


def test_packages_of_users_in_a_program_of_its_own() -> None:
    """A home beside the program, and nothing that keeps users' packages out."""
    rules, home = host.RULES, to_path("$ORIGIN/python")

    assert [each.code for each in problems(rules, profile="python", home=home)] == ["user-packages"]
    assert problems(rules, profile="python", home=home, user_site_directory=True) == []
    assert problems(rules, profile="isolated", home=home) == []
    assert problems(rules, profile="python", home="/usr") == []


def test_program_that_a_variable_names() -> None:
    """It is told where pyembed starts a Python that the config names; generated code removes the variables."""
    isolated = {"profile": "isolated", "utf8_mode": True, "home": "/opt/py"}

    def codes(output: str, version: str = "3.11", **fields: object) -> list[str]:
        found = problems(isolation.RULES, version=version, output=output, **isolated, **fields)  # type: ignore[arg-type]
        return [problem.code for problem in found]

    assert codes("rust") == ["environment-of-another"]
    assert codes("rust", site_import=False) == []
    assert codes("rust", "3.10") == []
    assert codes("c") == []
