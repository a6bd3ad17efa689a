"""Every command that a page names can be given so, and does what the page says beside the page's own files."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from configlang.cli.parser import VERBS, parser_of
from configlang.scaffold import HOSTS
from tests.docs.pages import ROOT, blocks_of, find_pages
from tests.docs.test_examples import run

PAGES = [page for page in find_pages() if page.parent.name != "findings"]
TEMPLATES = sorted((ROOT / "configlang" / "scaffold" / "templates").rglob("*.md"))
_INLINE = re.compile(r"`((?:configlang|[\w./]*bin/configlang) [a-z][^`]*)`")
_END = re.compile(r"\s(?:\||\|\||&&|;|>|2>|#)\s.*|;.*|\s>\s.*|\)\s*$")
_PLACES = re.compile(r'"?\$\{?(\w+)\}?"?|"\$\((.*)\)"')
_VALUES = {"target": "x86_64-unknown-linux-gnu", "python": "3.11"}
_BLOCK = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)


def lines_of(page: Path, kinds: set[tuple[str, ...]]) -> Iterator[str]:
    """Give the command lines of a page: those in its sentences, and in blocks of some kinds."""
    for block in blocks_of(page):
        if block.words in kinds:
            for line in block.text.replace("\\\n", " ").split("\n"):
                found = re.match(r"\s*(?:\$ )?(?:\w+=\S+ )*(configlang\s.*)", line)
                if found:
                    yield found[1]
    sentences = _BLOCK.sub("", page.read_text(encoding="utf-8"))
    yield from (re.sub(r"\s+", " ", each) for each in _INLINE.findall(sentences))


def commands_of(page: Path, *kinds: str) -> list[list[str]]:
    """Return the words of the commands of a page that are whole: with a value where there is a variable of a shell."""
    found = []
    for line in dict.fromkeys(lines_of(page, {(kind,) for kind in kinds})):
        words = shlex.split(_PLACES.sub(lambda place: _VALUES.get(place[1], "value"), _END.sub("", line)))[1:]
        is_form = any(re.fullmatch(r"\[.*|.*\]|[A-Z]+|.*\.\.\..*|\w+(\|\w+)+|F=.*", word) for word in words)
        # A verb with an option is the name of that, and words in capitals stand for others.
        if len(words) > 1 and words[0] in VERBS and not is_form and (len(words) > 2 or words[1][0] != "-"):
            found.append(words)
    return found


@pytest.mark.parametrize("page", [*PAGES, *TEMPLATES], ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_are_understood(page: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """There are such verbs, options and values."""
    wrong = []
    for words in commands_of(page, "sh", "console", "text"):
        end = words.index("--") if "--" in words else len(words)
        try:
            parser_of(words[0]).take(words[1:end])
        except SystemExit as error:
            if error.code:
                wrong.append(f"{shlex.join(words)}: {capfd.readouterr().err}")
    # A page may show what is said of a wrong one.
    assert [each for each in wrong if each not in page.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_work_on_the_files_of_their_page(page: Path, tmp_path: Path) -> None:
    """``eval``, ``check`` and ``why`` of a config that the page shows succeed, and say so where it has mistakes."""
    configs: dict[str, bool] = {}
    for block in blocks_of(page):
        if block.title and block.words != ("starlark", "fragment"):
            path = tmp_path / block.title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
            # Of two of one name, the last is there in the end.
            configs[block.title] = block.words == ("starlark", "mistakes")
    # What a console block prints is held by the tests of examples.
    for words in commands_of(page, "sh", "text"):
        if words[0] in {"eval", "check", "why"} and "--check" not in words and set(words) & configs.keys():
            (tmp_path / "src").mkdir(exist_ok=True)
            output, code = run([sys.executable, "-m", "configlang", *words], tmp_path)
            is_wrong = any(configs.get(word, False) for word in words)
            assert code == is_wrong, f"{shlex.join(words)}\n{output}"


def test_lists_of_outputs_and_hosts_are_whole() -> None:
    """Pages that list the formats, the verbs and the hosts list all that there are."""
    from configlang.outputs.table import FORMATS, OUTPUTS

    outputs = (ROOT / "docs/reference/outputs.md").read_text(encoding="utf-8")
    command = (ROOT / "docs/reference/command.md").read_text(encoding="utf-8")
    for output in OUTPUTS:
        assert f"| `{output.name}` | {output.purpose} |" in outputs
    assert set() == {verb for verb in VERBS if f"configlang {verb} " not in command}
    assert set() == {name for name in FORMATS if f"`{name}`" not in command}
    assert set() == {host for host in HOSTS if f"`{host}`" not in command}


def test_indexes_name_every_page() -> None:
    """The index of a part of the documentation leads to each of its pages."""
    for index in sorted((ROOT / "docs").glob("*/index.md")):
        linked = set(re.findall(r"\]\(([\w-]+\.md)", index.read_text(encoding="utf-8")))
        assert linked == {page.name for page in index.parent.glob("*.md")} - {"index.md"}, index


def test_no_page_shows_an_include_directive() -> None:
    """What a page shows of other files is in it, so that it reads alike on the site and in the repository."""
    assert [] == [page for page in find_pages() if "--8<--" in page.read_text(encoding="utf-8")]
