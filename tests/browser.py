"""A browser of the machine, for tests of what people look at."""

from __future__ import annotations

import contextlib
import importlib.util
import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from tests.hosts.cargo import missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@contextlib.contextmanager
def browsing() -> Iterator[Browser]:
    """Start a browser, or end the test where there is none."""
    if CHROMIUM is None:
        missing("needs Chromium")
    if importlib.util.find_spec("playwright") is None:
        missing("needs playwright, which `python3 dev.py docs` installs")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextlib.contextmanager
def watched(browser: Browser, is_ours: Callable[[str], bool], **options: Any) -> Iterator[Page]:  # noqa: ANN401 - of new_page
    """
    Give an empty page; nothing may be printed to its console, asked for elsewhere, or not be found.

    Args:
        browser: The browser.
        is_ours: Tells which addresses may be asked for.
        options: What the page is, as playwright takes it.
    """
    page = browser.new_page(**options)
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("response", lambda response: wrong.append(response.url) if response.status >= 400 else None)
    page.on("request", lambda each: None if is_ours(each.url) else wrong.append(each.url))
    yield page
    page.close()
    assert wrong == []
