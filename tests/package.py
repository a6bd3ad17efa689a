"""The modules of the package, all of them, and the versions of CPython that expected texts are about."""

from __future__ import annotations

import importlib
import pkgutil
import re
from functools import cache
from types import ModuleType

import pytest

import configlang
from configlang.cpython.versions import Version, to_versions

TOLD = to_versions(("3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "3.15"))
"""The versions that expected texts name where they name all."""


@cache
def modules() -> tuple[ModuleType, ...]:
    """Return every module of the package; programs, and files of other projects, are none."""
    return tuple(
        importlib.import_module(module.name)
        for module in pkgutil.walk_packages(configlang.__path__, "configlang.")
        if not re.search(r"__main__|\.parts\b|\.templates\b|\.host\.python\.", module.name)
    )


def know(monkeypatch: pytest.MonkeyPatch, versions: tuple[Version, ...] = TOLD) -> None:
    """Have configlang know some versions and no others; a later one than texts name is measured before they do."""
    for module in modules():
        if hasattr(module, "PYTHON_VERSIONS"):
            monkeypatch.setattr(module, "PYTHON_VERSIONS", versions)
