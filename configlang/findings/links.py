"""Where the documentation is, for those who read a finding elsewhere than at a terminal."""

from __future__ import annotations

SITE = "https://configlang.github.io/configlang/"
"""The site of the documentation; pyproject.toml and mkdocs.yml name it too, and a test holds them together."""


def page_url(code: str) -> str:
    """Return the address of the page of a code."""
    return f"{SITE}reference/findings/{code}/"
