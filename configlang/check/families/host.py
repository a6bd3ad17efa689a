"""Rules about the program that the config is for, as ``host()`` describes it."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.check.rule import LINKED, Rule, View
from configlang.cpython.locations import export_flag
from configlang.findings.problem import CPYTHON, Problem
from configlang.schema.texts import has_origin


def _hidden(view: View) -> Iterator[Problem]:
    """Tell of plug-ins: one is opened with its symbols for itself, as a rule, and nothing shows those of Python."""
    host = view.config.host
    if host is None or not host.plugin or export_flag(view.target) is None:
        return
    if view.is_generated:
        # What is generated shows them to all, and C exports what it has in it.
        if view.libpython == "static" and view.language == "Rust":
            yield Problem(
                message=(
                    "`libpython`: a plug-in in Rust exports none of Python's functions that it has in it, so the start"
                    " of one ends with an error: no module in a shared library could be imported"
                ),
                paths=("host.libpython", "host.plugin"),
                hint="use a shared libpython, or leave `plugin` out where no module in a shared library is imported",
            )
        return
    cure = 'before the start, call dlopen("libpython3.X.so.1.0", RTLD_NOW | RTLD_GLOBAL)'
    if view.libpython == "static":
        cure = "let whatever loads the plug-in open it with RTLD_GLOBAL, or use a shared libpython"
    yield Problem(
        message=(
            "`plugin`: a plug-in that is opened without RTLD_GLOBAL hides Python's functions: no module in a shared"
            " library can be imported, those of the standard library (`math`) included"
        ),
        paths=("host.plugin",),
        hint=cure,
    )


def _writes(view: View) -> Iterator[Problem]:
    """Find bytecode that imports leave below a sealed program."""
    host = view.config.host
    if host is None or not host.sealed or not view.is_on("write_bytecode"):
        return
    prefix = view.config.interpreter.pycache_prefix
    hint = "set `write_bytecode = False`, or `pycache_prefix` to a folder of the user's"
    if prefix is None:
        yield Problem(
            message=f"`sealed`: {CPYTHON} writes bytecode below the program, beside each module that it imports",
            paths=("host.sealed", view.source("write_bytecode")),
            hint=hint,
        )
    elif has_origin(prefix):
        yield Problem(
            message=f'`pycache_prefix`: {CPYTHON} writes bytecode to "{prefix}", and the program is sealed',
            paths=("interpreter.pycache_prefix", "host.sealed"),
            hint=hint,
        )


def _user_site(view: View) -> Iterator[Problem]:
    """Find what a user has installed for a Python of his own, and what gets into a sealed program."""
    host = view.config.host
    if host is None or not host.sealed or view.is_isolated or not view.is_on("user_site_directory"):
        return
    if not view.is_on("site_import"):
        return
    yield Problem(
        message=f"`sealed`: {CPYTHON} also imports what its users have installed for themselves",
        paths=("host.sealed", view.source("user_site_directory")),
        hint="set `user_site_directory = False`",
    )


def _user_packages(view: View) -> Iterator[Problem]:
    """Find what users have installed for a Python of theirs, and what gets into a program that brings its own."""
    if view.is_isolated or not view.is_on("user_site_directory") or not view.is_on("site_import"):
        return
    is_sealed = view.config.host is not None and view.config.host.sealed
    if has_origin(view.given("home")) and not is_sealed and view.given("user_site_directory") is None:
        yield Problem(
            message=(
                f"the program brings its Python along, and {CPYTHON} also imports what its users have installed for a"
                " Python of theirs, of the same version"
            ),
            paths=("interpreter.home", view.source("user_site_directory")),
            hint="set `user_site_directory = False`, or True where that is meant",
        )


RULES = (
    Rule(code="plugin-hides-python", find=_hidden, needs=frozenset({"host"}), starters=LINKED),
    Rule(code="sealed-bytecode", find=_writes, needs=frozenset({"host"})),
    Rule(code="sealed-user-site", find=_user_site, needs=frozenset({"host"})),
    Rule(code="user-packages", find=_user_packages, needs=frozenset({"home"})),
)
