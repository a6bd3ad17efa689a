"""Rules about the functions that create linked-in modules: whose they are, and how many modules share one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, count

from configlang.check.inittab import by_init, can_replace_symbols, has_default_init, place_of_init
from configlang.check.rule import Rule, View, once
from configlang.cpython import stdlib
from configlang.findings.finding import Severity
from configlang.findings.problem import CPYTHON, Problem
from configlang.findings.suggest import join_words
from configlang.schema.config import StaticExtension


def _of_cpython(view: View) -> Iterator[Problem]:
    """
    Find init functions that are called like one of CPython's own built-in modules.

    Where symbols are global, CPython's table then holds the program's function, though the name beside it is another.
    """
    symbols = stdlib.init_symbols(view.version, view.target.os) if can_replace_symbols(view) else frozenset()
    linked = by_init(view)
    for extension in (each for init in sorted(linked.keys() & symbols) for each in linked[init]):
        owner = extension.init.removeprefix("PyInit_")
        if extension.name == owner:
            continue
        is_default = has_default_init(extension)
        unless = "" if is_default else "; without such a function in the program, the module is a second one of those"
        yield Problem(
            message=(
                f"`init`: {CPYTHON} has its own `{extension.init}`, for the built-in module `{owner}`; a function of"
                f" yours of that name takes its place, so `{owner}` is `{extension.name}` for everyone, or does not"
                f" link{unless}"
            ),
            paths=(place_of_init(extension),),
            severity=Severity.ERROR if is_default else Severity.WARNING,
            hint=f'call the function otherwise, and name it: `init = "{_free_symbol(view, [extension])}"`'
            if is_default
            else "call the function otherwise",
        )


@once
def _shared(view: View) -> tuple[Problem, ...]:
    """Find modules that have one function, as a default that nobody chose or on purpose."""
    return tuple(_shared_inits(view))


def _shared_inits(view: View) -> Iterator[Problem]:
    for init, extensions in by_init(view).items():
        if len(extensions) == 1:
            continue
        defaults = [extension for extension in extensions if has_default_init(extension)]
        if len(defaults) > 1:
            yield _shared_default(view, init, defaults)
        else:
            yield Problem(
                message=(
                    f"`init`: {_listed(extensions)} are created by the one function `{init}`; where it initialises in"
                    f" a single phase, all of them have the `__name__` of its definition{_of_pyo3(view)}"
                ),
                paths=tuple(map(place_of_init, extensions[:_SHOWN])),
                severity=Severity.INFO,
            )


def _shared_default(view: View, init: str, extensions: Sequence[StaticExtension]) -> Problem:
    return Problem(
        message=(
            f"`init`: {_listed(extensions)} have the same one by default, `{init}`; two functions of one name do not"
            " link, and one function makes the same module of all"
        ),
        paths=tuple(map(place_of_init, [extensions[-1], *extensions[: _SHOWN - 1]])),
        hint=f'rename one of the functions, and name it: `init = "{_free_symbol(view, extensions)}"`',
    )


def _of_pyo3(view: View) -> str:
    """Say what comes of the PyO3 below pyembed; other hosts have later ones, which take one function for many names."""
    if not view.is_pyembed:
        return ""
    return (
        ". One by PyO3 0.17, which pyembed has below it, is created once in a process, so only the first of them can be"
        " imported, and the next is an ImportError"
    )


def _free_symbol(view: View, extensions: Sequence[StaticExtension]) -> str:
    """Return a symbol for one of several modules that no other has, from a name with its package where there is one."""
    taken = by_init(view)
    names = sorted((extension.name for extension in reversed(extensions)), key=lambda name: "." not in name)
    wanted = [f"PyInit_{name.replace('.', '_')}" for name in names]
    free = chain(wanted, (f"{wanted[0]}_{number}" for number in count(2)))
    return next(symbol for symbol in free if symbol not in taken)


_SHOWN = 8
"""How many of the modules are named at most that share a function."""


def _listed(extensions: Sequence[StaticExtension]) -> str:
    names = [f"`{extension.name}`" for extension in extensions[:_SHOWN]]
    if len(extensions) > _SHOWN:
        names[-1] = f"{len(extensions) - _SHOWN + 1} more modules"
    return join_words(names, "and")


RULES = (
    Rule(code="init-of-cpython", find=_of_cpython, needs=frozenset({"static_extensions"})),
    Rule(code="shared-init", find=_shared, needs=frozenset({"static_extensions"})),
)
