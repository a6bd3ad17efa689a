"""What the checker says of a config for Windows happens there, and what it does not say does not."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from configlang.cpython.versions import Version
from tests.hosts.programs import Program
from tests.truth import configs
from tests.truth.claims import KINDS, OnWindows
from tests.truth.truth import GROUPS, Group
from tests.windows import forms, hosts, wine
from tests.windows.forms import FORMS, ONLY_POSIX
from tests.windows.hosts import NEWEST, OLDEST, VERSIONS

pytestmark = pytest.mark.thorough

Make = Callable[[Group, str], Program]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Return a function that builds, once, the program of a group for a version."""

    @cache
    def build(group: Group, version: str) -> Program:
        folder, python = tmp_path_factory.mktemp(f"{group.name}-{version}"), hosts.require_cpython(version)
        forms.lay_out(folder, python, group)
        texts = {
            f"{kind}_{index}": forms.form_of(group, case).text(kind)
            for index, case in enumerate(group.cases)
            for kind in KINDS
            if forms.is_shown(group, case, version)
        }
        frozen = {name: configs.frozen(text, version, hosts.TARGET)[0] for name, text in texts.items()}
        return hosts.build(folder, python, {name: (config, "c") for name, config in frozen.items()})

    return build


@pytest.mark.parametrize(
    ("group", "version", "index"),
    [
        pytest.param(group, version, index, id=f"{group.name}-{version}-{case.id}")
        for group in GROUPS
        for version in (OLDEST, NEWEST)
        for index, case in enumerate(group.cases)
        if forms.is_shown(group, case, version)
    ],
)
def test_claim_is_true_on_windows(make: Make, group: Group, version: str, index: int) -> None:
    """What a finding says happens on Windows to the config that has it there, and to no other."""
    case = forms.form_of(group, group.cases[index])
    program = make(group, version)
    for kind in KINDS:
        environment = {**case.environment, **({"RUN": "1"} if case.is_running else {})}
        run = program.run(
            f"{kind}_{index}",
            *case.arguments,
            home=case.home,
            argv=case.argv,
            code=case.ask,
            environment=environment,
        )
        is_told = forms.is_told(case, kind, program.python)
        assert is_told is case.claim(forms.as_posix(run)), f"{kind}: {run}"


OWN = tuple(claim for group in GROUPS for claim in group.claims if isinstance(claim, OnWindows))


@pytest.fixture(scope="module")
def make_own(tmp_path_factory: pytest.TempPathFactory) -> Callable[[OnWindows, str], Program]:
    """Return a function that builds the program of a claim that is made for Windows; equal files share one."""

    @cache
    def build(files: tuple[tuple[str, str], ...], version: str, *, has_console: bool) -> Program:
        folder, python = tmp_path_factory.mktemp(version), hosts.require_cpython(version)
        claims = {
            f"{kind}_{number}": claim.text(kind)
            for number, claim in enumerate(OWN)
            for kind in KINDS
            if (tuple(claim.files.items()), claim.has_console) == (files, has_console)
        }
        cases = {name: (configs.frozen(text, version, hosts.TARGET)[0], "c") for name, text in claims.items()}
        program = hosts.build(folder, python, cases, has_console=has_console)
        (folder / "py").symlink_to(python.prefix)
        for name, text in files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            place = folder / name.replace("PROGRAM", program.executable.stem)
            place.write_text(text.replace("PREFIX", wine.windows_path(python.prefix)), encoding="utf-8")
        return program

    return lambda claim, version: build(tuple(claim.files.items()), version, has_console=claim.has_console)


@pytest.mark.parametrize(
    ("number", "version"),
    [
        pytest.param(number, version, id=f"{claim.id}-{version}")
        for number, claim in enumerate(OWN)
        for version in VERSIONS
        if Version(version) in claim.checked_for.versions
    ],
)
def test_what_windows_does_is_true(make_own: Callable[[OnWindows, str], Program], number: int, version: str) -> None:
    """What a finding that is for Windows says happens to the config that has it, on each CPython, and to no twin."""
    claim = OWN[number]
    program = make_own(claim, version)
    for kind in KINDS:
        environment = {"RUN": "1"} if claim.is_running else {}
        run = program.run(f"{kind}_{number}", home=claim.home, code=claim.ask, environment=environment)
        is_told = forms.is_told(claim, kind, program.python)
        assert is_told is claim.claim(forms.as_posix(run)), f"{kind}: {run}"
        assert is_told is (kind == "bad" and claim.holds_for(program.python.release))


def test_names_of_claims_are_those_that_there_are() -> None:
    """No form is of a claim that is there no more."""
    assert {name.partition("@")[0] for name in (*FORMS, *ONLY_POSIX)} <= {
        f"{group.name}:{case.id}" for group in GROUPS for case in group.cases
    }
