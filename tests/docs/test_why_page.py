"""The page of `why --html`, as a browser shows it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from configlang.cli.main import main
from tests.browser import browsing, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"
MANY = """\
compatible_with(python = ">=3.8")
def base(**more):
    interpreter(
        profile = "isolated",
        use_environment = True,
        malloc_stats = True,
        base_prefix = "/opt/" + "a-very-long-name/" * 20,
        run_command = "</script><img src=x onerror=document.title='bad'>",
        **more
    )

base(utf8_mode = True)
[static_extension("module_%d" % n) for n in range(3000)]
filesystem_importer(paths = ["$ORIGIN/lib/%d" % n for n in range(1000)], mode = "prepend")
"""
BUILDS = """\
compatible_with(python = ">=3.10", builds = ["release", "free-threaded", "debug"])
interpreter(profile = "isolated", malloc_stats = True, utf8_mode = True)
"""
WRITTEN = {"many": MANY, "builds": BUILDS}
PAGES = {
    "editor": ("hosts/editor_3d.bzl", ()),
    "loader": ("hosts/frozen_loader.bzl", ("--format", "c")),
    "terminal": ("hosts/terminal.bzl", ("--format", "rust-ffi")),
    "pyoxy": ("pyoxy/app.bzl", ()),
    "many": (None, ("--format", "c")),
    "builds": (None, ("--format", "c")),
}
WIDTHS = (1280, 390)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start a browser of the machine."""
    with browsing() as browser:
        yield browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Write the pages; return their addresses."""
    folder = tmp_path_factory.mktemp("pages")
    for name, text in WRITTEN.items():
        (folder / f"{name}.bzl").write_text(text)
    for name, (config, words) in PAGES.items():
        path = folder / f"{name}.bzl" if config is None else EXAMPLES / config
        assert main(["why", str(path), "--html", str(folder / f"{name}.html"), *words]) == 0
    return {name: (folder / f"{name}.html").as_uri() for name in PAGES}


def open_page(browser: Browser, address: str, **options: Any) -> Any:  # noqa: ANN401 - a context of a page
    """Give the page; it may ask for itself alone."""
    return watched(browser, lambda url: url.partition("#")[0] == address or url.startswith("data:"), **options)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_page_is_as_wide_as_the_screen(name: str, width: int, browser: Browser, pages: dict[str, str]) -> None:
    """Nothing but the text of a file is scrolled sideways, nothing is asked for elsewhere, and all parts are seen."""
    with open_page(browser, pages[name], viewport={"width": width, "height": 900}) as page:
        page.goto(pages[name])
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for part in ("#fields", "#path", "#start", "#findings", "#source"):
            assert page.locator(part).is_visible()
        outside = page.evaluate(
            """width => [...document.querySelectorAll("main *:not(pre *), header *")]
                .filter(each => each.getBoundingClientRect().right > width + 1 && each.checkVisibility())
                .filter(each => !each.closest(".scroll:has(.many)"))
                .map(each => each.outerHTML.slice(0, 80))""",
            width,
        )
        assert outside == []
        assert page.title().endswith("what holds, and why")
        assert page.locator("img").count() == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_links_lead_to_lines(width: int, browser: Browser, pages: dict[str, str]) -> None:
    """A link at a cell brings the line of the config into sight, and a finding leads to its field and back."""
    with open_page(browser, pages["many"], viewport={"width": width, "height": 900}) as page:
        page.goto(pages["many"])
        page.locator("#field-use_environment td a.at").first.click()
        line = page.locator("pre .l:target")
        assert "use_environment = True" in line.inner_text()
        assert in_sight(page, "pre .l:target")
        page.locator("#field-use_environment td a.chip").first.click()
        finding = page.locator(".findings li:target")
        assert "isolated-overrules" in finding.inner_text()
        finding.locator("a[href='#field-use_environment']").click()
        assert in_sight(page, "#field-use_environment")
        missing = page.evaluate(
            """[...document.querySelectorAll("a[href^='#']")]
                .filter(each => !document.getElementById(each.getAttribute("href").slice(1))).length"""
        )
        assert missing == 0


def in_sight(page: Page, selector: str) -> bool:
    """Tell whether an element is within the window, and not below the head of the table."""
    box = page.locator(selector).first.bounding_box()
    return box is not None and 0 <= box["y"] < 900


@pytest.mark.parametrize("width", WIDTHS)
def test_filter_shows_what_is_meant(width: int, browser: Browser, pages: dict[str, str]) -> None:
    """Names, what the config sets, what has findings: each leaves such fields, and the count says how many."""
    with open_page(browser, pages["many"], viewport={"width": width, "height": 900}) as page:
        page.goto(pages["many"])
        rows, count = page.locator(".grid tr[data-name]:visible"), page.locator("#filter-count")
        everything = rows.count()
        assert count.inner_text() == f"{everything} fields"

        page.locator("#filter-name").fill(" UTF8 ")
        assert [row.get_attribute("data-name") for row in rows.all()] == ["utf8_mode"]
        assert page.locator(".grid tr.group:visible").count() == 1
        assert count.inner_text() == f"1 of {everything} fields"

        # A link to a field that is not shown shows it.
        page.evaluate("location.hash = '#field-use_environment'")
        page.locator("#field-use_environment").wait_for(state="visible")
        assert rows.count() == everything

        page.get_by_label("what the config sets").check()
        assert {row.get_attribute("data-name") for row in rows.all()} == {
            *("profile", "use_environment", "malloc_stats", "base_prefix", "run_command", "utf8_mode"),
        }
        page.get_by_label("with a finding").check()
        found = {row.get_attribute("data-name") for row in rows.all()}
        assert {"use_environment", "malloc_stats"} <= found
        assert "utf8_mode" not in found


def test_page_is_whole_without_scripts(browser: Browser, pages: dict[str, str]) -> None:
    """Where no script runs there is no filter, and everything is shown."""
    with open_page(browser, pages["many"], java_script_enabled=False) as page:
        page.goto(pages["many"])
        assert not page.locator("#filter").is_visible()
        assert page.locator("#field-utf8_mode").is_visible()


@pytest.mark.parametrize("name", ["many", "loader", "builds"])
def test_page_can_be_printed(name: str, browser: Browser, pages: dict[str, str]) -> None:
    """On paper there is nothing to click, nothing is cut off at the side, and what was folded up is there."""
    with open_page(browser, pages[name], viewport={"width": 718, "height": 1000}, color_scheme="dark") as page:
        page.goto(pages[name])
        page.emulate_media(media="print")
        for part in ("nav", "#filter", ".skip"):
            assert not page.locator(part).is_visible(), part
        assert page.evaluate("document.documentElement.scrollWidth") <= 718
        # As on a wide screen, a table with its columns; as on a narrow one, where these are too many.
        display = page.evaluate("getComputedStyle(document.querySelector('.grid tr[id]')).display")
        assert display == ("block" if name == "builds" else "table-row")
        assert page.locator(".grid caption").evaluate("each => each.offsetHeight") < 60
        assert page.locator(".grid").evaluate("each => each.scrollWidth <= each.parentElement.clientWidth")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert page.pdf(format="A4")[:5] == b"%PDF-"


CONTRAST = """
() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const rgb = color => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = color => {
    const [r, g, b] = rgb(color).slice(0, 3).map(each => {
      const part = each / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = each => {
    for (let node = each; node; node = node.parentElement) {
      const color = getComputedStyle(node).backgroundColor;
      if (rgb(color)[3] > 0) return color;
    }
    return "white";
  };
  const bad = new Set();
  for (const each of document.querySelectorAll("body *")) {
    const hasText = [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (!hasText || !each.checkVisibility()) continue;
    const [one, other] = [light(getComputedStyle(each).color), light(ground(each))].sort((a, b) => a - b);
    const ratio = (other + 0.05) / (one + 0.05);
    if (ratio < 4.5) bad.add(`${each.tagName}.${each.className}: ${ratio.toFixed(2)}`);
  }
  return [...bad];
}
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["many", "terminal", "pyoxy"])
def test_all_text_can_be_read(name: str, scheme: Any, browser: Browser, pages: dict[str, str]) -> None:  # noqa: ANN401 - a literal
    """In both schemes each text has the contrast that WCAG asks for (AA), and colours are those of the scheme."""
    with open_page(browser, pages[name], color_scheme=scheme) as page:
        page.goto(pages[name])
        assert page.evaluate(CONTRAST) == []
        is_dark = page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
        assert is_dark == (scheme == "dark")


def test_page_speaks_to_those_who_do_not_see_it(browser: Browser, pages: dict[str, str]) -> None:
    """The table is one on a narrow screen too, who decides is a letter with its words, and keys reach everything."""
    with open_page(browser, pages["many"], viewport={"width": 390, "height": 900}) as page:
        page.goto(pages["many"])
        table = page.get_by_role("table", name="Each field of interpreter()")
        assert table.count() == 1
        assert table.get_by_role("rowheader", name="use_environment").count() == 1
        assert table.get_by_role("columnheader", name="3.13").count() == 1
        assert page.locator("#field-use_environment td .key").first.get_attribute("title") == (
            "set by the config, and CPython overrules it"
        )
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        assert page.locator(".skip").bounding_box()["x"] >= 0
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "filter-name"
        summary = page.locator("#field-profile summary")
        summary.focus()
        page.keyboard.press("Enter")
        assert page.locator("#field-profile details p").is_visible()
