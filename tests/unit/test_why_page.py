"""`configlang why --html`: one page, whole by itself, in which no text of a config is anything but text."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from configlang.cli.main import main
from configlang.schema.table import ARGUMENTS
from configlang.why.markup import element, escape, join, prose

ROOT = Path(__file__).parents[2]
TARGET = ["--target", "x86_64-unknown-linux-gnu"]
VOID = {"meta", "link", "input"}


class Page(HTMLParser):
    """What a page consists of."""

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__(convert_charrefs=True)
        self.text = text
        self.tags: list[str] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.names: set[str] = set()
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}
        found = dict(attrs)
        self.ids += [value for name, value in attrs if name == "id" and value is not None]
        if tag == "a":
            self.links.append(found["href"] or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """End an element, which must be the last that was begun."""
        assert tag == self.open.pop(), self.getpos()

    def handle_data(self, data: str) -> None:
        """Note what is read."""
        self.words += data


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder of its own."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


def page_of(text: str, *arguments: str, capfd: pytest.CaptureFixture[str] | None = None) -> Page:
    """Return the page about a config."""
    Path("app.bzl").write_text(text, encoding="utf-8")
    assert main(["why", "app.bzl", "--html", "why.html", *TARGET, *arguments]) == 0
    if capfd is not None:
        assert tuple(capfd.readouterr()) == ("", "")
    return Page(Path("why.html").read_text(encoding="utf-8"))


HARDENED = """\
def hardened():
    interpreter(
        profile = "isolated",
        use_environment = True,
        malloc_stats = True,
    )

hardened()
"""


def test_page_is_whole(capfd: pytest.CaptureFixture[str]) -> None:
    """Every element is ended, every name is there once, and every link leads into the page or to the documentation."""
    page = page_of(HARDENED, "--format", "c", capfd=capfd)

    assert page.open == []
    assert len(set(page.ids)) == len(page.ids)
    inside = {link[1:] for link in page.links if link.startswith("#")}
    assert inside <= set(page.ids)
    assert {"fields", "path", "start", "findings", "source", "s1-3", "f1", "field-use_environment"} <= inside
    outside = {link for link in page.links if not link.startswith("#")}
    assert all(link.startswith("https://configlang.github.io/configlang/reference/") for link in outside)
    assert {f"field-{name}" for name in ARGUMENTS} <= set(page.ids)


def test_page_loads_nothing() -> None:
    """Nothing is asked for from elsewhere, and a policy says so to the browser."""
    page = page_of(HARDENED)

    assert {"img", "iframe", "object", "embed", "base", "source", "video"}.isdisjoint(page.tags)
    assert (page.tags.count("script"), page.tags.count("style"), page.tags.count("link")) == (1, 1, 1)
    assert {"src", "srcset", "style", "action"}.isdisjoint(page.names)
    assert "default-src &#39;none&#39;" in page.text
    assert "@import" not in page.text
    assert "url(" not in page.text


def test_finding_stands_at_its_cell() -> None:
    """What gets in the way of a field on some releases is at the cell of these, and leads to the finding."""
    page = page_of(HARDENED, "--format", "c")

    row = page.text.partition('id="field-malloc_stats"')[2].partition("</tr>")[0]
    cells = re.findall(r'<td [^>]*data-at="([^"]*)".*?</td>', row)
    assert cells == ["3.8-3.11", "3.12.0-3.12.3", "3.12.4-3.15"]
    assert "malloc-stats-crash" in row
    assert "malloc-stats-crash" not in row.partition('data-at="3.12.0-3.12.3"')[0]
    link = re.search(r'href="#(f\d+)"[^>]*>[^/]*</b> malloc-stats-crash', row)
    assert link is not None
    item = page.text.partition(f'<li id="{link[1]}">')[2].partition("</ul></li>")[0]
    assert "3.12.0-3.12.3 at exit" in item
    assert 'href="#field-malloc_stats"' in item


def test_finding_about_no_version_in_particular_stands_at_its_row() -> None:
    """A finding that the versions themselves give is told at the field that it is about."""
    page = page_of('compatible_with(python = ">=3.8")\ninterpreter(safe_path = True)\n', "--format", "c")

    row = page.text.partition('id="field-safe_path"')[2].partition("</th>")[0]
    assert "unavailable-field" in row


def test_what_is_silenced_is_told_as_that() -> None:
    """A finding that a comment silences stands at its cell all the same, and says that it is silenced."""
    silenced = "malloc_stats = True,  # configlang: disable=malloc-stats-crash"
    page = page_of(HARDENED.replace("malloc_stats = True,", silenced), "--format", "c")

    row = page.text.partition('id="field-malloc_stats"')[2].partition("</tr>")[0]
    link = re.search(r'href="#(f\d+)" class="chip silenced"', row) or re.search(
        r'class="chip silenced" href="#(f\d+)"', row
    )
    assert link is not None
    assert f'<li id="{link[1]}"><span class="chip silenced">silenced</span>' in page.text


NASTY = "</script></style><img src=x onerror=alert(1)>\"'&amp;<!--"


def test_texts_of_a_config_are_texts() -> None:
    """Values, names of files, documentation, comments, findings and printed texts bring no element into the page."""
    name = "<img src=x onerror=alert(1)>"
    Path(f"{name}.bzl").write_text(f"# {NASTY}\nA = 1\n", encoding="utf-8")
    nasty = NASTY.replace('"', '\\"')
    page = page_of(
        f"""\
load(":{name}.bzl", "A")
# {NASTY}
print("{nasty}")
host_value("cache", required = False, doc = "{nasty}")
V = variable("v", default = "{nasty}", doc = "{nasty}")
interpreter(
    profile = "isolated",
    run_command = V,
    run_module = "{nasty}",
    home = "/{nasty}",
    argv = ["{nasty}"],
    pycache_prefix = host_value("place", default = "{nasty}"),
    x_options = ["{nasty}"],
    set_missing_path_configuration = False,
)
environment_variable("A", "{nasty}")
filesystem_importer(paths = ["/{nasty}"])
""",
        "--format",
        "c",
    )

    assert page.open == []
    assert page.tags.count("script") == page.tags.count("style") == 1
    assert "img" not in page.tags
    assert not [each for each in page.names if each.startswith("on")]
    assert "several-programs" in page.words
    # All of it is read as it was written.
    assert page.words.count(NASTY.partition('"')[0]) > 15


@pytest.mark.parametrize("text", ["CL_GRID", "CL_STYLE\nCL_SCRIPT", "CL_POLICY"])
def test_texts_are_no_placeholders(text: str) -> None:
    """What looks like a placeholder of the page in a config is text."""
    written = text.replace("\n", "\\n")
    page = page_of(f'# {text.split(maxsplit=1)[0]}\ninterpreter(run_command = "{written}")\n')

    assert page.open == []
    assert f'"{written}"' in page.words
    assert page.tags.count("style") == 1


def test_what_cannot_be_seen_is_written_out() -> None:
    """Characters that reorder or hide others are shown as escapes."""
    page = page_of('# \u202e\u200b\ninterpreter(run_command = "\u2066x")\n')

    assert {"\u202e", "\u200b", "\u2066"}.isdisjoint(page.words)
    assert r"\u202e\u200b" in page.words


def test_page_is_the_same_everywhere(tmp_path: Path) -> None:
    """Neither the hash seed nor the folder, nor how the file was named, changes a byte."""
    pages = []
    for seed, folder in (("1", tmp_path / "one"), ("2", tmp_path / "an" / "other")):
        (folder / "project").mkdir(parents=True)
        (folder / "project" / "lib.bzl").write_text(
            'def base(**more):\n    interpreter(profile = "isolated", **more)\n'
        )
        (folder / "project" / "app.bzl").write_text(
            'load(":lib.bzl", "base")\nbase(utf8_mode = 1)\nbase\n'.replace("1", "True")
        )
        given = "project/app.bzl" if seed == "1" else str(folder / "project" / "app.bzl")
        command = [sys.executable, "-m", "configlang", "why", given, "--html", "why.html", "--no-cache", *TARGET]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        subprocess.run(command, cwd=folder, env=environment, check=True)
        pages.append((folder / "why.html").read_bytes())

    assert pages[0] == pages[1]
    assert str(tmp_path).encode() not in pages[0]
    assert b"lib.bzl:2" in pages[0]


def test_many_of_a_thing_are_cut_with_their_count() -> None:
    """Ten thousand modules, a thousand folders and as many findings make a page that a browser shows at once."""
    modules = "".join(f'static_extension("m{n}")\n' for n in range(10_000))
    folders = "".join(f'    "/p{n}",\n' for n in range(1000))
    libraries = "".join(f'dynamic_extension("d{n}", path = "/p0/d{n}.txt")\n' for n in range(1000))
    long = "x" * 100_000
    page = page_of(
        f'interpreter(run_command = "{long}")\n{modules}filesystem_importer(paths = [\n{folders}])\n{libraries}',
        "--format",
        "c",
    )

    assert len(page.text) < 1_000_000
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    for count in ("10,000 modules", "9,970 more", "960 more", "100,002 characters", "lines not shown"):
        assert count in page.words
    assert re.search(r"and [\d,]+ more, which configlang check tells", page.words)


def test_config_that_goes_by_the_version() -> None:
    """Each version has its own cell, and the place where it is set."""
    page = page_of(
        'compatible_with(python = ">=3.11")\n'
        "interpreter(tracemalloc = 1 if TARGET.version < (3, 13) else 2)\n"
        'filesystem_importer(paths = ["/old"] if TARGET.version < (3, 13) else ["/new"])\n'
    )

    row = page.text.partition('id="field-tracemalloc"')[2].partition("</tr>")[0]
    assert re.findall(r'data-at="([^"]*)"', row) == ["3.11-3.12", "3.13-3.15"]
    assert "sys.path on CPython 3.11-3.12" in page.words
    assert "this is the start on CPython 3.15" in page.words


def test_versions_that_differ_by_their_number_alone_are_one_path() -> None:
    """Search paths of several versions stand there once where the version in the names is all that differs."""
    page = page_of('interpreter(profile = "isolated", home = "/py")\n')
    assert "sys.path on CPython 3.8-3.15" in page.words
    assert "/py/lib/python3.N/lib-dynload" in page.words

    page = page_of('interpreter(profile = "isolated", home = "/py")\n', "--python", "3.12")
    assert "/py/lib/python312.zip" in page.words
    assert "/py/lib/python3.12" in page.words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--html", "why.html", "home"], "leave out FIELD"),
        (["--html", "why.html", "--json"], "run --json on its own"),
        (["--html", "why.html", "--matrix"], "run --matrix on its own"),
        (["--json", "--matrix"], "give one of them"),
        (["--html", ""], "needs a path"),
        (["--html", "app.bzl"], "`app.bzl` is read or written by this run"),
        (["--html", "./lib.bzl"], "`./lib.bzl` is read or written by this run"),
        (["--html", "all.json", "--report", "json=all.json"], "is read or written by this run"),
    ],
)
def test_what_does_not_go_together(words: list[str], said: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Two forms of one answer, a page of one field, and a page over a file of the run are wrong usage."""
    Path("lib.bzl").write_text("A = True\n")
    Path("app.bzl").write_text('load(":lib.bzl", "A")\ninterpreter(quiet = A)\n')

    assert main(["why", "app.bzl", *words]) == 2
    assert said in capfd.readouterr().err
    assert {path.name for path in Path().iterdir()} == {"app.bzl", "lib.bzl"}


def test_config_that_cannot_be_made_has_no_page(capfd: pytest.CaptureFixture[str]) -> None:
    """A mistake is told as ever, and a page that is there stays."""
    Path("why.html").write_text("old")
    Path("app.bzl").write_text("interpreter(quiet = 1)\n")

    assert main(["why", "app.bzl", "--html", "why.html"]) == 1
    assert "wrong-type" in capfd.readouterr().err
    assert Path("why.html").read_text() == "old"


def test_markup_escapes_what_is_not_markup() -> None:
    """Only what was made as an element stands as one."""
    assert element("b", "<i>", element("i", "&"), title='"') == '<b title="&quot;">&lt;i&gt;<i>&amp;</i></b>'
    assert element("a", class_="x", hidden=True, id=None, data_at=3) == '<a class="x" hidden data-at="3"></a>'
    assert join("<", escape("<")) == "&lt;&lt;"
    assert prose("set `a < b` here") == "set <code>a &lt; b</code> here"
    assert prose("one ` alone") == "one ` alone"
