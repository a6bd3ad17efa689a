"""What a program gives `evaluate`: findings for whatever it is, and never an exception."""

from __future__ import annotations

import enum
import threading
from collections import UserDict
from pathlib import Path
from typing import Any

import pytest

from configlang import Evaluation, evaluate
from configlang.cpython.versions import Version

CONFIG = """
text = variable("text", default = "a")
number = variable("number", default = 1)
flag = variable("flag", default = False)
interpreter(profile = "isolated", utf8_mode = True, argv = ["app", text], hash_seed = number, quiet = flag)
"""


@pytest.fixture(autouse=True)
def _in_a_folder_with_a_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with one config."""
    monkeypatch.chdir(tmp_path)
    Path("app.bzl").write_text(CONFIG, encoding="utf-8")


def found(path: Any = "app.bzl", **options: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - whatever a program gives
    """Return code and message of each finding; both can be written, and none comes with a config."""
    evaluation = evaluate(path, **{"target": "x86_64-unknown-linux-gnu", **options})
    assert evaluation.config is None
    assert all(finding.is_error and finding.message.encode() for finding in evaluation.findings)
    return [(finding.code, finding.message) for finding in evaluation.findings]


HUGE = 10**5000
"""An int of more digits than Python writes in decimal."""

SURROGATE = "a\ud800"


class Word(str, enum.Enum):
    """An enum of a program."""

    TEXT = "text"


WRONG: list[tuple[str, Any, str, str]] = [
    ("variables", {"text": SURROGATE}, "wrong-type", '`variables["text"]`: got a str with a lone surrogate'),
    ("variables", {"text": b"x"}, "wrong-type", '`variables["text"]`: got a bytes, wanted is a str, a bool or an int'),
    ("variables", {"text": None}, "wrong-type", '`variables["text"]`: got None'),
    ("variables", {"text": ["x"]}, "wrong-type", '`variables["text"]`: got a list'),
    ("variables", {"number": 1.5}, "wrong-type", '`variables["number"]`: got a float'),
    ("variables", {"number": HUGE}, "out-of-range", '`variables["number"]`: got a number of more than 64 bits'),
    ("variables", {"number": -(2**63) - 1}, "out-of-range", '`variables["number"]`: got a number of more'),
    ("variables", {"flag": object()}, "wrong-type", '`variables["flag"]`: got an object'),
    ("variables", {SURROGATE: "x"}, "wrong-type", "`a name in variables`: got a str with a lone surrogate"),
    ("variables", {"a\0": "x"}, "nul-in-string", "`a name in variables`: it holds a NUL"),
    ("variables", {5: "x"}, "wrong-type", "`a name in variables`: got the int 5"),
    ("variables", {("text",): "x"}, "wrong-type", "`a name in variables`: got a list"),
    ("variables", {None: "x"}, "wrong-type", "`a name in variables`: got None"),
    ("variables", {b"text": "x"}, "wrong-type", "`a name in variables`: got a bytes"),
    ("variables", {"": "x"}, "unknown-variable", "`-D `: the config has no variable of this name"),
    ("variables", {"a b": "x"}, "unknown-variable", "`-D a b`: the config has no variable of this name"),
    ("variables", {"text=": "x"}, "unknown-variable", "`-D text=`: the config has no variable of this name"),
    ("variables", [("text", "x")], "wrong-type", "`variables`: got a list, wanted is a dict"),
    ("variables", "text=x", "wrong-type", '`variables`: got the str "text=x", wanted is a dict'),
    ("variables", 5, "wrong-type", "`variables`: got the int 5, wanted is a dict"),
    ("path", "a\0b.bzl", "file-unreadable", "`a\\x00b.bzl` can't be read: its name holds a NUL character"),
    ("path", "a\ud800.bzl", "file-unreadable", "`a\\ud800.bzl` can't be read: its name is not UTF-8"),
    ("path", "a\udce9.bzl", "file-unreadable", "`a\\udce9.bzl` can't be read: its name is not UTF-8"),
    ("path", Path("a\0b.bzl"), "file-unreadable", "`a\\x00b.bzl` can't be read"),
    ("path", b"app.bzl", "wrong-type", "`path`: got a bytes, wanted is a str, or a path of pathlib"),
    ("path", None, "wrong-type", "`path`: got None"),
    ("path", 5, "wrong-type", "`path`: got the int 5"),
    ("path", "", "file-not-found", "`` does not exist"),
    ("root", "a\0b", "bad-root", "the root `a\\x00b` can't be used: its name holds a NUL character"),
    ("root", SURROGATE, "bad-root", "the root `a\\ud800` can't be used: its name is not UTF-8"),
    ("root", 5, "wrong-type", "`root`: got the int 5"),
    ("target", SURROGATE, "wrong-type", "`target`: got a str with a lone surrogate"),
    ("target", "a\0", "nul-in-string", "`target`: it holds a NUL"),
    ("target", 5, "wrong-type", "`target`: got the int 5"),
    ("target", "x", "unknown-target", "`x` is not a target triple"),
    ("python", SURROGATE, "wrong-type", "`python`: got a str with a lone surrogate"),
    ("python", 3.11, "wrong-type", "`python`: got a float, wanted is a str"),
    ("python", Version("3.7"), "unknown-python", "`3.7` is not a CPython version"),
    ("outputs", ["cobol"], "unknown-output", '`outputs`: there is no output "cobol"'),
    ("outputs", [SURROGATE], "wrong-type", "`outputs[0]`: got a str with a lone surrogate"),
    ("outputs", ["c", 5], "wrong-type", "`outputs[1]`: got the int 5"),
    ("outputs", [["c"]], "wrong-type", "`outputs[0]`: got a list"),
    ("outputs", "json", "wrong-type", "`outputs`: got a str, wanted is a list of str"),
    ("outputs", 5, "wrong-type", "`outputs`: got the int 5"),
    ("outputs", b"c", "wrong-type", "`outputs`: got a bytes"),
    ("limits", {"timeout": "1"}, "wrong-type", '`limits["timeout"]`: got the str "1", wanted is a number'),
    ("limits", {"timeout": True}, "wrong-type", '`limits["timeout"]`: got the bool True'),
    ("limits", {"timeout": b"1"}, "wrong-type", '`limits["timeout"]`: got a bytes'),
    ("limits", {"memory": HUGE}, "out-of-range", '`limits["memory"]`: got a number of more than 64 bits'),
    ("limits", {"timeout": float("nan")}, "bad-project-file", "the limit `timeout` is nan"),
    ("limits", {SURROGATE: 1}, "wrong-type", "`a name in limits`: got a str with a lone surrogate"),
    ("limits", {5: 1}, "wrong-type", "`a name in limits`: got the int 5"),
    ("limits", 5, "wrong-type", "`limits`: got the int 5"),
    ("follow_symlinks", 1, "wrong-type", "`follow_symlinks`: got the int 1, wanted is True or False"),
    ("follow_symlinks", b"", "wrong-type", "`follow_symlinks`: got a bytes"),
]
"""An argument, a value that it can't have, and what is said of it."""


@pytest.mark.parametrize(
    ("name", "value", "code", "message"), WRONG, ids=[f"{name}-{index}" for index, (name, *_) in enumerate(WRONG)]
)
def test_mistake_in_an_argument_is_a_finding(name: str, value: object, code: str, message: str) -> None:
    """Whatever an argument is, one finding tells what is wrong with it."""
    ((found_code, found_message),) = found(**{name: value})

    assert code == found_code
    assert found_message.startswith(message)


def test_mistakes_in_arguments_come_together() -> None:
    """One wrong argument hides no other; what could only be asked of right ones waits."""
    codes = [code for code, _ in found(5, variables={"a": None, "b": 1.5}, target=1, outputs="c", root="\0")]

    assert ["wrong-type"] * 4 + ["bad-root", "wrong-type"] == codes


def good(**options: Any) -> Evaluation:  # noqa: ANN401 - whatever a program gives
    """Return what comes of arguments that are right, if odd."""
    evaluation = evaluate("app.bzl", target="x86_64-unknown-linux-gnu", **options)
    assert evaluation.config is not None, evaluation.findings
    return evaluation


@pytest.mark.parametrize("text", ["", "\U0001f40d", "a\nb", '"', "\u2028", "x" * 100_000], ids=ascii)
def test_odd_texts_arrive(text: str) -> None:
    """A text of a variable is what the config gets, whatever is in it."""
    assert ("app", text) == good(variables={"text": text}).require().interpreter.argv


def test_what_counts_as_right() -> None:
    """Other mappings, sets, enums, versions and paths do what their plain forms do."""
    plain = good(variables={"text": "text", "number": 2**32 - 1, "flag": True}, python="3.11", outputs=["c"])
    odd = good(
        variables=UserDict({Word.TEXT: Word.TEXT, "number": 2**32 - 1, "flag": True}),
        python=Version("3.11"),
        outputs=frozenset({"c"}),
        root=Path(),
        limits={"timeout": 20, "memory": 900},
    )

    assert plain.config == odd.config
    assert ("c",) == plain.outputs == odd.outputs


def test_programs_with_threads_get_the_same() -> None:
    """What goes to a server goes as JSON: nothing of that is seen."""
    results: list[list[tuple[str, str]]] = []
    arguments = [{name: value} for name, value, _, _ in WRONG if name in {"variables", "limits", "path"}]
    thread = threading.Thread(target=lambda: results.extend(found(**each) for each in arguments))
    thread.start()
    thread.join()

    assert results == [found(**each) for each in arguments]
