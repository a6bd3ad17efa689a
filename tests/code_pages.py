"""The pages of the codes, for the tests that hold what they say."""

from __future__ import annotations

from configlang.findings.page import read_pages

PAGES = read_pages()
CONFIGS = [page for page in PAGES.values() if not page.example.is_command]
# Their examples build a program, and need a C compiler.
BOOT = [page for page in PAGES.values() if page.example.is_command and "configlang boot" in page.example.text]
COMMANDS = [page for page in PAGES.values() if page.example.is_command and page not in BOOT]
