"""Reading what a config loads: all of it once, in order, however much there is, and each mistake at its load."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from configlang.findings.finding import Finding, Span
from configlang.language import loading, places
from configlang.language.declarations import Sources
from configlang.language.engine import Engine
from configlang.language.loading import LoadedFile, Loader
from configlang.language.rules import Rules
from configlang.language.task import Task


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(files: dict[str, str]) -> None:
    """Write files by their paths."""
    for name, text in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def load(text: str, root: str = ".") -> Loader:
    """Read a config of a text, and all that it loads."""
    Path("app.bzl").write_text(text, encoding="utf-8")
    engine = Engine(200, lambda: None)
    loader = Loader(Task(path="app.bzl", root=root), engine, Rules(engine, {}, {}), Sources(), lambda _event: None)
    loader.read_main()
    return loader


def names_of(files: list[LoadedFile]) -> list[str]:
    """Return the names of files."""
    return [file.source.name for file in files]


def codes_of(findings: list[Finding]) -> list[str]:
    """Return the codes of findings."""
    return [finding.code for finding in findings]


def count_calls(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> list[object]:
    """Let a function of a module note each call in the list that is returned, and do what it did."""
    original: Callable[..., object] = getattr(module, name)
    calls: list[object] = []

    def noting(*arguments: object) -> object:
        calls.append(arguments)
        return original(*arguments)

    monkeypatch.setattr(module, name, noting)
    return calls


def test_files_come_behind_what_they_load() -> None:
    """Each file is there once, behind those that it loads, in the order of the loads."""
    write(
        {
            "a.bzl": 'load(":c.bzl", "c")\na = c\n',
            "b.bzl": 'load("//:c.bzl", "c")\nload("//lib:d.bzl", "d")\nb = c\n',
            "c.bzl": "c = 1\n",
            "lib/d.bzl": "d = 1\n",
        }
    )

    loader = load('load(":a.bzl", "a")\nload(":b.bzl", "b")\nload("@stdlib//:paths.bzl", "stdlib_paths")\n')

    assert [] == loader.findings
    assert ["c.bzl", "a.bzl", "lib/d.bzl", "b.bzl", "app.bzl"] == names_of(loader.order)


def test_long_chain_is_read() -> None:
    """A chain of more files than calls may stand inside one another is read like any other."""
    count = 2_000
    write({f"l{n}.bzl": f'load(":l{n + 1}.bzl", x{n} = "x{n + 1}")\n' for n in range(count)})
    write({f"l{count}.bzl": f"x{count} = 1\n"})

    loader = load('load(":l0.bzl", "x0")\n')

    assert [] == loader.findings
    assert [*(f"l{n}.bzl" for n in range(count, -1, -1)), "app.bzl"] == names_of(loader.order)


def test_long_cycle_is_one_finding() -> None:
    """A cycle of more files than that is told at the load that closes it, with its two ends."""
    count = 2_000
    write({f"l{n}.bzl": f'load(":l{(n + 1) % count}.bzl", "x")\nx = 1\n' for n in range(count)})

    (finding,) = load('load(":l0.bzl", "x")\n').findings

    assert finding.code == "load-cycle"
    assert Span.from_line(f"l{count - 1}.bzl", 0, 5, 9) == finding.span
    first = " -> ".join(f"l{n}.bzl" for n in range(1, 8))
    last = " -> ".join(f"l{n}.bzl" for n in range(count - 8, count))
    assert f"the loads form a cycle: *l0.bzl -> {first} -> ... 1984 more ... -> {last} -> *l0.bzl" == finding.message
    assert [*(f"l{n}.bzl" for n in range(8)), *(f"l{n}.bzl" for n in range(count - 8, count - 1))] == [
        related.span.file for related in finding.related
    ]


def test_cycle_through_the_config_itself() -> None:
    """The config is a file like the others; a load of it closes a cycle."""
    write({"a.bzl": 'load(":app.bzl", "x")\ny = 1\n'})

    (finding,) = load('load(":a.bzl", "y")\nx = 1\n').findings

    assert "the loads form a cycle: *app.bzl -> a.bzl -> *app.bzl" == finding.message
    assert ["`app.bzl` loads `a.bzl` here"] == [related.message for related in finding.related]


def test_loads_that_are_right_need_no_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many loads a file has, nobody looks for their places while all of them are right."""
    parsed = count_calls(monkeypatch, places, "parse_quietly")
    write({f"l{n}.bzl": f"x{n} = 1\n" for n in range(40)})

    loader = load("".join(f'load(":l{n}.bzl", "x{n}")\n' for n in range(40)) + "y = 1\n" * 1_000)

    assert [] == loader.findings
    assert [] == parsed


def test_file_is_parsed_once_for_all_of_its_mistakes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of 800 loads that name no file is told at its place, and the text is parsed once for all of them."""
    parsed = count_calls(monkeypatch, places, "parse_quietly")

    loader = load("".join(f'load(":l{n}.bzl", "x{n}")\n' for n in range(800)))

    assert [("file-not-found", n) for n in range(800)] == [
        (finding.code, finding.span.start.line) for finding in loader.findings if finding.span
    ]
    assert 1 == len(parsed)


def test_each_load_of_a_missing_file_is_told() -> None:
    """A file that is not there is told at every load of it; one that can't be parsed is told once, in itself."""
    write(
        {
            "a.bzl": 'load(":none.bzl", "x")\nload(":broken.bzl", "x")\nload(":latin.bzl", "x")\n',
            "broken.bzl": "x = (\n",
        }
    )
    Path("latin.bzl").write_bytes(b"# \xe4\n")
    text = 'load(":none.bzl", "x")\nload(":broken.bzl", "x")\nload(":latin.bzl", "x")\nload(":a.bzl", "x")\n'

    findings = load(text).findings

    assert ["file-not-found", "syntax", "not-utf8", "file-not-found"] == codes_of(findings)
    assert ["app.bzl", "broken.bzl", "latin.bzl", "a.bzl"] == [
        finding.span.file for finding in findings if finding.span
    ]


def test_paths_that_were_looked_for_in_vain_are_told() -> None:
    """What was to be read and is not there is known by its path, for somebody may make it; what is there is not."""
    write({"lib/a.bzl": "a = 1\n", "file": ""})
    Path("folder.bzl").mkdir()
    loads = ["//lib:a.bzl", "//lib:none.bzl", "//none:a.bzl", "//file:a.bzl", ":folder.bzl", "bad", "//..:a.bzl"]

    loader = load("".join(f'load("{label}", "a")\n' for label in loads))

    assert [
        "file-not-found",
        "file-not-found",
        "file-unreadable",
        "file-unreadable",
        "load-bad-label",
        "load-outside-root",
    ] == codes_of(loader.findings)
    assert ["lib/none.bzl", "none/a.bzl", "file/a.bzl"] == [path.replace(os.sep, "/") for path in loader.missing]


def test_config_that_is_not_there_was_looked_for_too() -> None:
    """The config itself is the first file that is to be read."""
    engine = Engine(200, lambda: None)
    rules = Rules(engine, {}, {})
    loader = Loader(Task(path="none.bzl", root="."), engine, rules, Sources(), lambda _event: None)

    assert loader.read_main() is None
    assert ["file-not-found"] == codes_of(loader.findings)
    assert ["none.bzl"] == loader.missing


def test_root_must_be_a_folder() -> None:
    """A root that is none is told once, and nothing is loaded from below it."""
    loader = load('load("//:a.bzl", "x")\n', root="none")

    assert ["bad-root"] == codes_of(loader.findings)
    assert [] == loader.missing


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege on Windows")
def test_link_out_of_the_root_is_blamed_on_the_load() -> None:
    """A file that leaves the root by a link is refused at the load that names it."""
    write({"outside/a.bzl": "x = 1\n", "root/b.bzl": ""})
    Path("root/a.bzl").symlink_to("../outside/a.bzl")

    loader = load('load("//:a.bzl", "x")\n', root="root")

    (finding,) = loader.findings
    assert finding.code == "load-outside-root"
    assert Span.from_line("app.bzl", 0, 5, 10) == finding.span
    assert [] == loader.missing


def test_names_that_are_not_there_are_told_at_their_places() -> None:
    """A name that does not occur in the loaded file, and a private one, are told where they stand in the load."""
    write({"a.bzl": "def hardened():\n    pass\nother = 1\n_own = 1\n"})

    findings = load('load(":a.bzl", "other", "hardend", x = "_own")\nload(":a.bzl", y = "othe r")\n').findings

    assert ["load-private-name", "load-unknown-name", "load-unknown-name"] == codes_of(findings)
    assert ["names that start with _ can't be loaded", "did you mean `hardened`?", "did you mean `other`?"] == [
        finding.hint for finding in findings
    ]
    assert [(0, 39), (0, 24), (1, 19)] == [
        (finding.span.start.line, finding.span.start.column) for finding in findings if finding.span
    ]


def test_many_names_are_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    However many names are loaded from a file, its text is gone through a few times only.

    Of thousands of names that are not there all are told, and for the first ones the nearest is looked for.
    """
    nearest = count_calls(monkeypatch, loading, "did_you_mean")
    searches = count_calls(monkeypatch, re, "search")
    write({"a.bzl": "".join(f"x{n} = 1\n" for n in range(5_000))})
    names = ", ".join(f'"{name}{n}"' for name in ("x", "y") for n in range(5_000))

    loader = load(f'load(":a.bzl", {names})\n')

    assert ["load-unknown-name"] * 5_000 == codes_of(loader.findings)
    assert 100 == len(nearest)
    assert len([call for call in searches if isinstance(call, tuple) and "x4999" in call[1]]) <= 10
