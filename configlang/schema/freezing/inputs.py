"""What a config is meant for and what it is given: versions, targets, the host, and values from the command line."""

from __future__ import annotations

from collections.abc import Iterable

from configlang.cpython.builds import BUILDS, HAS_FREE_THREADED, exists
from configlang.cpython.targets import likely_triple, other_spelling, parse_target
from configlang.cpython.versions import (
    PYTHON_VERSIONS,
    SpecifierError,
    Version,
    parse_python,
    show_versions,
    versions_matching,
)
from configlang.findings.problem import Problem
from configlang.findings.suggest import did_you_mean, join_words
from configlang.outputs.table import FORMATS
from configlang.schema.freezing.call import Call
from configlang.schema.names import is_identifier
from configlang.schema.values import show_type


def settle_compatible_with(call: Call) -> None:
    """Tell which versions are meant; what the config is evaluated for must belong to what it is meant for."""
    call.values["versions"] = _versions(call)
    _settle_builds(call)
    targets = call.values.get("targets", ())
    for index, triple in enumerate(targets):
        if parse_target(triple) is None:
            unknown = unknown_target(triple)
            message = f'`targets`: "{triple}" is not a target triple that configlang knows'
            hint = f'write a Rust target triple such as "{_likely(triple)}"'
            call.refuse(unknown._replace(message=message, hint=hint, paths=("targets",), element=index))
    if "targets" in call.values and targets and call.target is not None and call.target.triple not in targets:
        message = f"the config is evaluated for {call.target.triple}, which is not among `targets`"
        spelled = {triple: likely for triple in targets if (likely := other_spelling(triple))}
        hint = f"give --target; the config is meant for {', '.join(targets)}"
        if spelled:
            hint = "; ".join(f'what is "{triple}" here is "{likely}" for Rust' for triple, likely in spelled.items())
            hint += ", and targets are told by Rust's names"
        call.refuse(Problem(code="incompatible", message=message, paths=("targets",), hint=hint))


def _versions(call: Call) -> tuple[Version, ...]:
    """Return the known CPython versions that the limits admit; empty where the limits are refused."""
    python = call.values.get("python")
    if python is None:
        return PYTHON_VERSIONS
    try:
        admitted = versions_matching(python)
    except SpecifierError as error:
        if error.build:
            call.refuse(_build_in_limits(python, error.build))
            return ()
        hint = 'join limits such as ">=3.9,<3.12" by commas; operators are >= > <= < == !='
        call.refuse(Problem(code="bad-specifier", message=f"`python`: {error}", paths=("python",), hint=hint))
        return ()
    if not admitted:
        message = f'`python`: "{python}" admits no CPython version that configlang knows'
        hint = f"it knows {PYTHON_VERSIONS[0]} to {PYTHON_VERSIONS[-1]}"
        call.refuse(Problem(code="bad-specifier", message=message, paths=("python",), hint=hint))
    elif call.python is not None and not _is_admitted(call.python.of_build(""), admitted):
        message = f"the config is evaluated for CPython {call.python}, which `python` here excludes"
        call.refuse(Problem(code="incompatible", message=message, paths=("python",)))
    return tuple(version.whole for version in admitted)


def _is_admitted(python: Version, admitted: Iterable[Version]) -> bool:
    """Tell whether limits admit a release, or some releases of a minor."""
    return any(version.has(python) or (python.patch is None and version.whole == python) for version in admitted)


def _build_in_limits(limits: str, build: str) -> Problem:
    """Return what is wrong with version limits that name a build, by its letters."""
    name = next((name for name, letters in BUILDS.items() if letters == build), None)
    said = f' as in `builds = ["{name}"]`' if name else f", of which there are {', '.join(BUILDS)}"
    return Problem(
        code="bad-specifier",
        message=f'`python`: "{limits}" names a build of CPython, and limits are for versions of any build',
        paths=("python",),
        hint=f"leave out the letter, and name builds beside,{said}",
    )


_KNOWN_ELSEWHERE = {"nogil": "free-threaded", "normal": "release", "t": "free-threaded", "d": "debug", "": "release"}
"""What others call the builds, and the letters of some."""


def _settle_builds(call: Call) -> None:
    """Take each build once, and only those that there are of one of the versions."""
    named, versions = call.values.get("builds", ()), call.values["versions"]
    for index, name in enumerate(named):
        if name not in BUILDS:
            message = f'`builds`: there is no build "{name}" of CPython'
            hint = did_you_mean(name, BUILDS) or f"there are {', '.join(BUILDS)}"
            hint = f"it is called `{_KNOWN_ELSEWHERE[name]}` here" if name in _KNOWN_ELSEWHERE else hint
            call.refuse(Problem(code="unknown-build", message=message, paths=("builds",), hint=hint, element=index))
        elif versions and not any(exists(version.of_build(BUILDS[name])) for version in versions):
            call.refuse(_no_such_build(f"`builds`: {name}", versions)._replace(paths=("builds",), element=index))
    if "builds" not in call.values:
        return
    call.values["builds"] = tuple(dict.fromkeys(named))
    if named and call.python is not None and call.python.build not in map(BUILDS.get, named):
        which = next(name for name, letters in BUILDS.items() if letters == call.python.build)
        version = call.python.of_build("")
        commands = [f"--python {version.of_build(BUILDS[name])}" for name in named]
        call.refuse(
            Problem(
                code="incompatible",
                message=f"the config is evaluated for the {which} build of CPython {version}, which `builds` excludes",
                paths=("builds",),
                hint=f"give {join_words(commands, 'or')}",
            )
        )


def _no_such_build(what: str, versions: Iterable[Version]) -> Problem:
    """Return what is wrong with a free-threaded build of versions that have none."""
    return Problem(
        code="unknown-build",
        message=f"{what}: CPython {show_versions(versions)} has no free-threaded build",
        hint=f"the first version that has one is {HAS_FREE_THREADED.first}",
    )


def settle_host(call: Call) -> None:
    """Take each output once, and only those that there are."""
    named = call.values.get("outputs", ())
    if "outputs" in call.values and not named:
        message = "`outputs`: it is empty, so the config is for nothing"
        hint = f"name what is made of it; there are {', '.join(FORMATS)}"
        call.refuse(Problem(code="unknown-output", message=message, paths=("outputs",), hint=hint))
    for index, name in enumerate(named):
        if name not in FORMATS:
            call.refuse(unknown_output(name)._replace(paths=("outputs",), element=index))
    if "outputs" in call.values:
        call.values["outputs"] = tuple(dict.fromkeys(named))


def unknown_target(triple: str) -> Problem:
    """Return what is wrong with a target triple that configlang doesn't know."""
    message = f"`{triple}` is not a target triple that configlang knows"
    return Problem(code="unknown-target", message=message, hint=f"write a Rust target triple such as {_likely(triple)}")


def _likely(triple: str) -> str:
    """Return the triple that was probably meant, or any."""
    return likely_triple(triple) or "x86_64-unknown-linux-gnu"


def unknown_python(where: str, text: str) -> Problem:
    """
    Return what is wrong with a version of CPython that is none of those that configlang knows.

    Args:
        where: What the version stands in.
        text: What stands there.
    """
    version = parse_python(text)
    if version is not None:
        return _no_such_build(f"{where}: `{text}`", [version.of_build("")])
    message = f"`{text}` is not a CPython version that configlang knows"
    hint = f"it knows {PYTHON_VERSIONS[0]} to {PYTHON_VERSIONS[-1]}, and their patch releases, as in 3.11.4"
    return Problem(code="unknown-python", message=message, hint=hint)


def unknown_output(name: str) -> Problem:
    """Return what is wrong with the name of an output that there is not."""
    hint = did_you_mean(name, FORMATS) or f"there are {', '.join(FORMATS)}"
    return Problem(code="unknown-output", message=f'`outputs`: there is no output "{name}"', hint=hint)


def settle_variable(call: Call) -> None:
    """Check one call of ``variable``, whose value already went to the program."""
    name = call.values.get("name")
    if name is None:
        return
    if not is_identifier(name):
        message = f'`name`: "{name}" is not an identifier, so no `-D` can set it'
        call.refuse(Problem(code="bad-variable", message=message, paths=("name",)))
        return
    if "default" in call.values and "values" in call.values:
        kind = _variable_type(call)
        if kind is not None:
            _check_variable_value(call, kind)


def _variable_type(call: Call) -> type | None:
    """Return the one type of a variable's default and allowed values; None where there is no such type."""
    default, allowed = call.values["default"], call.values["values"]
    if allowed == ():
        message = "`values`: it is empty, so no value is allowed"
        call.refuse(Problem(code="bad-variable", message=message, paths=("values",)))
        return None
    samples = [value for value in [default, *(allowed or ())] if value is not None]
    kinds = {type(sample) for sample in samples}
    if not kinds <= {str, bool, int} or len(kinds) > 1:
        argument = "values" if allowed else "default"
        shown = ", ".join(dict.fromkeys(map(show_type, samples)))
        message = f"`{argument}`: got {shown}; wanted is one type, str, bool or int"
        call.refuse(Problem(code="wrong-type", message=message, paths=(argument,)))
        return None
    return kinds.pop() if kinds else str


def _check_variable_value(call: Call, kind: type) -> None:
    name, allowed = call.values["name"], call.values["values"]
    given, value = call.given["given"], call.given["value"]
    if value is None and given is not None:
        shown = given if isinstance(given, str) else repr(given)
        article = "an" if kind is int else "a"
        message = f"the variable `{name}` is {article} {kind.__name__}, and was set to `{shown}`"
        hint = "write true or false" if kind is bool else None
        call.refuse(Problem(code="bad-variable", message=message, paths=("name",), hint=hint))
    elif value is None:
        message = f"the variable `{name}` has no default and is not set"
        call.refuse(Problem(code="variable-not-set", message=message, paths=("name",), hint=f"give -D {name}=VALUE"))
    elif allowed is not None and value not in allowed:
        shown = ", ".join(map(_show, allowed))
        message = f"the variable `{name}` is {_show(value)}; allowed is one of {shown}"
        hint = did_you_mean(str(value), [value for value in allowed if isinstance(value, str)])
        argument = "values" if given is None else "name"
        call.refuse(Problem(code="bad-variable", message=message, paths=(argument,), hint=hint))


def _show(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)
