"""The site of the documentation, as a browser shows it."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from configlang.findings.catalogue import CATALOGUE
from configlang.findings.links import SITE, page_url
from tests.browser import browsing, watched
from tests.hosts.cargo import missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "site"
PAGES = ("", "tutorial/first-config/", "reference/fields/", "reference/findings/", "reference/findings/stale/")


def test_the_address_is_said_alike_everywhere() -> None:
    """What findings link to is where the site says that it is, and what a package index is told; each page is there."""
    site = f"site_url: {SITE}"
    urls = [f'{name} = "{SITE}"' for name in ("Homepage", "Documentation")]

    assert site in (ROOT / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    assert set(urls) <= set((ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines())
    for code in CATALOGUE:
        page = page_url(code).removeprefix(SITE).rstrip("/")
        assert (ROOT / "docs" / f"{page}.md").is_file()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing of it."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start a browser of the machine."""
    if not BUILT.is_dir():
        missing("needs the site, which `python3 dev.py docs` builds")
    with browsing() as browser:
        yield browser


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Serve the site that was built."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=BUILT))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=[1280, 390])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Give an empty page of a width; nothing may be printed to its console, asked for elsewhere, or not be found."""
    size = {"width": request.param, "height": 900}
    with watched(browser, lambda url: "//127.0.0.1:" in url, viewport=size) as page:
        yield page


@pytest.mark.thorough
def test_pages_are_as_wide_as_the_screen(page: Page, address: str) -> None:
    """Each page loads without an error, has a heading, and is no wider than the screen; pictures are readable."""
    size = page.viewport_size
    assert size is not None
    for path in PAGES:
        page.goto(address + path)
        assert page.locator("h1").first.is_visible(), path
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
        for picture in page.locator("article img").all():
            box = picture.bounding_box()
            assert box is not None
            # Their text is made for some 700 pixels; a narrow screen scrolls them within the page.
            assert box["width"] >= 640, path


@pytest.mark.thorough
def test_links_of_the_menu_lead_to_pages(page: Page, address: str) -> None:
    """Every page of the menu, and every finding of the list, is there."""
    page.goto(address + "reference/findings/")
    links = page.locator("nav a[href], article a[href]").all()
    targets = {link.evaluate("each => each.href.split('#')[0]") for link in links}
    inside = {target for target in targets if target.startswith(address)}
    assert len(inside) > len(CATALOGUE)
    for target in sorted(inside):
        path = BUILT / target.removeprefix(address)
        assert path.is_file() or (path / "index.html").is_file(), target


@pytest.mark.thorough
def test_search_finds_a_code(page: Page, address: str) -> None:
    """Who types a code into the search gets its page."""
    page.goto(address)
    page.locator(".md-search__button, label.md-header__button[for=__search]").locator("visible=true").last.click()
    page.keyboard.type("duplicate-extension", delay=20)
    found = page.locator("a[href*='findings/duplicate-extension']").first
    found.wait_for(timeout=15_000)
    assert "duplicate-extension" in (found.text_content() or "")
