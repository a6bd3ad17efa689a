"""Rules about shared libraries as such: platforms that load none, and what a program must do so that they load."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.check.rule import LINKED, Rule, View
from configlang.cpython.locations import build_script_line, can_load, export_flag
from configlang.findings.finding import Severity
from configlang.findings.problem import CPYTHON, Problem
from configlang.findings.suggest import join_words

_LINK_IN = "link the module in with `static_extension`, which works everywhere"
_SHOWN = 3
"""How many modules are named at most in one message."""


def _settings(view: View) -> tuple[str, ...]:
    """Return where the finding stands: at the first module, for all of them."""
    return tuple(f"dynamic_extension:{extension.name}" for extension in view.config.dynamic_extensions[:1])


def _names(view: View) -> str:
    """List the modules in shared libraries, whichever importer loads them."""
    names = [f"`{extension.name}`" for extension in view.config.dynamic_extensions]
    if len(names) > _SHOWN:
        names[_SHOWN - 1 :] = [f"{len(names) - _SHOWN + 1} more modules"]
    return join_words(names, "and")


def _unloadable(view: View) -> Iterator[Problem]:
    """Find platforms on which no program loads shared libraries, or not every program."""
    if not view.config.dynamic_extensions:
        return
    names, triple = _names(view), view.target.triple
    if not can_load(view.target):
        yield Problem(
            message=f"{names}: {CPYTHON} loads no shared libraries on {triple}",
            paths=_settings(view),
            hint=_LINK_IN,
        )
    elif view.target.env.startswith("musl"):
        yield _on_musl(view)
    elif view.target.is_windows and view.is_linked:
        yield from _on_windows(view)


def _on_windows(view: View) -> Iterator[Problem]:
    if view.libpython == "shared":
        return
    names = _names(view)
    if view.libpython == "static":
        yield Problem(
            message=(
                f"{names}: a `.pyd` file takes Python's functions from python3X.dll, and this program has a static"
                " libpython, which exports none to it"
            ),
            paths=(*_settings(view), "host.libpython"),
            severity=Severity.WARNING,
            hint=_LINK_IN,
        )
        return
    yield Problem(
        message=(
            f"{names}: a `.pyd` file takes Python's functions from python3X.dll; a program with a static libpython"
            " exports none to it"
        ),
        paths=_settings(view),
        severity=Severity.INFO,
        hint=f"with python3X.dll, nothing is to be done; with a static libpython, {_LINK_IN}",
    )


def _on_musl(view: View) -> Problem:
    if view.language == "C":
        return Problem(
            message=f"{_names(view)}: a program that is linked with `-static` has no `dlopen`, and loads no libraries",
            paths=_settings(view),
            severity=Severity.INFO,
            hint=f"link without `-static`, or {_LINK_IN}",
        )
    return Problem(
        message=(
            f"{_names(view)}: Rust links programs for {view.target.triple} fully static as a rule, and such a program"
            " has no `dlopen`, so it loads no shared library"
        ),
        paths=_settings(view),
        severity=Severity.WARNING,
        hint=f'build with RUSTFLAGS="-C target-feature=-crt-static", or {_LINK_IN}',
    )


def _unexported(view: View) -> Iterator[Problem]:
    """Say how a program exports the functions of a static libpython, where shared libraries need them from it."""
    flag = export_flag(view.target)
    if flag is None or not view.config.dynamic_extensions or view.libpython == "shared":
        return
    if view.config.host is not None and view.config.host.plugin:
        # No program is linked, and a plug-in has a finding of its own.
        return
    if view.libpython == "static":
        yield Problem(
            message=(
                f"{_names(view)}: libpython is a part of the program: the import ends with `undefined symbol` unless"
                " that exports Python's functions"
            ),
            paths=(*_settings(view), "host.libpython"),
            severity=Severity.WARNING,
            hint=_export_hint(view, flag),
        )
        return
    yield Problem(
        message=(
            f"{_names(view)}: with a static libpython, the import ends with `undefined symbol` unless the program"
            " exports Python's functions"
        ),
        paths=_settings(view),
        hint=(
            "host(libpython = ...) says which it is: with a shared libpython, nothing is to be done;"
            f" with a static one, {_export_hint(view, flag)}"
        ),
    )


def _export_hint(view: View, flag: str) -> str:
    if view.language == "Rust":
        return f"the build script of the final crate prints: {build_script_line(flag)}"
    return f"link the program with {flag} (in CMake, the property ENABLE_EXPORTS)"


RULES = (
    Rule(code="no-shared-libraries", find=_unloadable, needs=frozenset({"dynamic_extensions"})),
    # Of another program nothing is known, and PyOxy is linked already.
    Rule(code="symbols-not-exported", find=_unexported, needs=frozenset({"dynamic_extensions"}), starters=LINKED),
)
