"""Configs that go by the CPython version, which an output of one text can't say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from configlang.cpython.versions import show_versions
from configlang.findings.finding import Finding, Related
from configlang.findings.problem import Problem
from configlang.outputs.emit import back_end_of
from configlang.outputs.table import Output
from configlang.schema.origins import to_finding
from configlang.schema.variants import Difference, Variant, differences

_LONGEST = 70
"""Characters of a value that are shown."""


def served_variants(variants: Sequence[Variant], output: Output) -> tuple[Variant, ...]:
    """
    Return a config as an output has it: one, or as it is for each version where it can't be one.

    Args:
        variants: The config; where it goes by the version, as it is for each, the newest first.
        output: The output, which may serve some of the versions alone.
    """
    served = [each for each in variants if each.config.python is None or output.extent.covers(each.config.python)]
    if not served:
        # For which of them it is refused makes no difference.
        return tuple(variants[:1])
    first, *others = (each.config.on(None) for each in served)
    if not others or any(other != first for other in others):
        return tuple(served)
    return (Variant(first, served[0].origins),)


def refuse_variants(variants: Sequence[Variant], output: Output) -> Iterator[Finding]:
    """
    Say what an output can't of a config that goes by the version.

    Args:
        variants: The config for each version, the newest first.
        output: The output.
    """
    # Few configs go by the version.
    from configlang.outputs.host.plan import can_go_by_version

    has_conditions = back_end_of(output).has_conditions
    for difference in differences(variants):
        # Conditions on the version can't tell builds apart.
        may = has_conditions and not difference.goes_by_build
        if may and not difference.is_part and can_go_by_version(difference.path, difference.values.values()):
            continue
        yield _refuse(difference, output)


def _refuse(difference: Difference, output: Output) -> Finding:
    (newest, value), (older, other), *more = difference.groups
    index = _first_difference(value, other)
    what = f"`{difference.path}`" if index is None else f"`{difference.path}[{index}]`"
    if index is not None:
        value, other = _element(value, index), _element(other, index)
    on, elsewhere = show_versions(newest), show_versions(older)
    if difference.is_part:
        there, missing = (on, elsewhere) if value else (elsewhere, on)
        message = f"{_call(difference.path)} is called for CPython {there}, and not for {missing}"
    else:
        message = f"{what} is {_show(value)} for CPython {on}, and {_show(other)} for {elsewhere}"
    if more:
        message += f" and others for {show_versions(version for versions, _ in more for version in versions)}"
    first, noted = (difference.origins.get(versions[0]) for versions in (newest, older))
    blamed = first or noted
    is_elsewhere = first is not None and noted is not None and first.span() != noted.span()
    problem = Problem(
        code="varies-by-version",
        message=f"{message}; the output `{output.name}` has one for all",
        paths=(difference.path,),
        element=index,
        related=(Related(f"for CPython {elsewhere} it is this", noted.span()),) if noted and is_elsewhere else (),
        hint=_hint(difference),
    )
    return to_finding(problem, {} if blamed is None else {difference.path: blamed})


def _hint(difference: Difference) -> str:
    if not difference.path.startswith("host_value:"):
        return f"make the output for one version, as with `--python {next(iter(difference.values))}`"
    if difference.is_part:
        return "declare it once for all versions, at the top of the config; what is made of it may go by the version"
    return "declare it in the same way for all versions; what is made of it may go by the version"


def _first_difference(one: object, other: object) -> int | None:
    """Return the index from which two lists differ; None where they are no lists."""
    if not isinstance(one, tuple) or not isinstance(other, tuple):
        return None
    return next(
        (index for index, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )


def _element(value: object, index: int) -> object:
    return value[index] if isinstance(value, tuple) and index < len(value) else None


def _call(path: str) -> str:
    """Return a part as people know it."""
    rule, _, name = path.partition(":")
    return f'`{rule}("{name}")`' if name else f"`{rule}`"


def _show(value: object) -> str:
    if value is None:
        return "not set"
    from configlang.schema.show import show_value

    text = show_value(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
