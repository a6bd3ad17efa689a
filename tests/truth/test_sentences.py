"""What the documentation says of CPython is true, in the versions that it names and in no other."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from configlang.cpython.versions import Version
from configlang.schema.field import Place
from configlang.schema.table import FIELDS
from tests.hosts import programs
from tests.hosts.cpythons import ALL_VERSIONS, CPython, require_cpython
from tests.hosts.programs import Program, Run
from tests.truth.configs import unchecked
from tests.truth.sentence import Sentence, fold, text_of
from tests.truth.sentences.elsewhere import ELSEWHERE
from tests.truth.versions import marks_of, versions_of

NAMES = sorted(file.stem for file in (Path(__file__).parent / "sentences").glob("[!_]*.py"))
MODULES = {name: importlib.import_module(f"tests.truth.sentences.{name}") for name in NAMES if name != "elsewhere"}
SENTENCES: dict[str, tuple[Sentence, ...]] = {name: module.SENTENCES for name, module in MODULES.items()}
EVERY = [sentence for sentences in SENTENCES.values() for sentence in sentences]

only_linux = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")


CASES = [
    pytest.param(
        *(name, version, index),
        id=f"{name}-{version}-{sentence.source.replace(' ', '-')}-{index}",
        marks=marks_of(version),
    )
    for name, sentences in SENTENCES.items()
    for version in ALL_VERSIONS
    for index, sentence in enumerate(sentences)
    if version in versions_of(sentence)
]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Program]:
    """Return a function that builds, once, the program of a module for a version."""

    @cache
    def build(name: str, version: str) -> Program:
        python = require_cpython(version)
        folder = tmp_path_factory.mktemp(f"{name}-{version}")
        _lay_out(MODULES[name], folder, python)
        configs = {
            f"case_{index}": (unchecked(sentence.config, version), "c")
            for index, sentence in enumerate(SENTENCES[name])
            if version in versions_of(sentence)
        }
        return programs.build(folder, python, configs)

    return build


def _lay_out(module: ModuleType, folder: Path, python: CPython) -> None:
    """Put what the configs of a module name into the folder of its program."""
    (folder / "py").symlink_to(python.prefix)
    if hasattr(module, "lay_out"):
        module.lay_out(folder, python)


@only_linux
@pytest.mark.parametrize(("name", "version", "index"), CASES)
def test_sentence_is_true(make: Callable[[str, str], Program], name: str, version: str, index: int) -> None:
    """What a sentence says is so in the versions that it is about, and not so in others."""
    sentence = SENTENCES[name][index]
    environment = {**sentence.environment, **({"RUN": "1"} if sentence.is_running else {})}

    run = make(name, version).run(
        f"case_{index}", *sentence.arguments, home=sentence.home, code=sentence.ask, environment=environment
    )

    assert sentence.shown(run) is sentence.holds_for(Version(version)), f"{version}: {sentence.text}\n{_tell(run)}"


def _tell(run: Run) -> str:
    return f"exit {run.code}\n{run.stdout[-800:]}\n{run.stderr[-800:]}\n{run.report}"


@pytest.mark.parametrize("sentence", EVERY, ids=[f"{each.source}-{index}" for index, each in enumerate(EVERY)])
def test_sentence_stands_where_it_says(sentence: Sentence) -> None:
    """No sentence is changed without what shows it."""
    assert fold(sentence.text) in text_of(sentence.source)


TRAPS = {
    (field.name, trap)
    for field in FIELDS
    if field.place is not Place.OUTER and field.owner is None
    for trap in field.traps
    if "pyembed" not in trap
}
"""What the fields of CPython's structs surprise people with."""


def test_every_trap_is_shown() -> None:
    """A trap of CPython is shown by a sentence here, by a claim of the checker, or says why none can show it."""
    shown = {(name, trap) for name, trap in TRAPS if any(_is_of(sentence, name, trap) for sentence in EVERY)}

    assert {trap for _, trap in TRAPS - shown} == set(ELSEWHERE)


def _is_of(sentence: Sentence, name: str, trap: str) -> bool:
    return sentence.source == f"field {name}" and (sentence.text in trap or trap in sentence.text)
