"""Configs that one process starts, checked together once each of them has been evaluated."""

from __future__ import annotations

from collections.abc import Sequence

from configlang.check.process.configs import check_process
from configlang.check.process.start import Start
from configlang.cpython.versions import Version
from configlang.evaluation import Evaluation, silence
from configlang.findings.finding import Finding, sorted_by_place
from configlang.outputs.table import BY_NAME, Output
from configlang.schema.variants import merged


def check_together(evaluations: Sequence[Evaluation], output: str | None) -> tuple[Finding, ...]:
    """
    Check configs that one process starts one after another, or side by side; see ``check_process`` of the API.

    Args:
        evaluations: What came of the configs, in the order of the starts.
        output: The name of the output that all of them are meant for; None for the first that all were checked for,
            and where there is none for any program.
    """
    if output is None:
        each_for = [each.outputs for each in evaluations]
        common = [name for name in each_for[0] if all(name in names for names in each_for)] if each_for else []
        output = next(iter(common), "json")
    if len(evaluations) < 2 or any(each.config is None for each in evaluations):  # noqa: PLR2004 - one has no other
        return ()
    found = _check_starts(evaluations, BY_NAME[output])
    kept = [set(silence(found, each.sources)) for each in evaluations]
    return sorted_by_place(finding for finding in found if all(finding in each for each in kept))


def _check_starts(evaluations: Sequence[Evaluation], output: Output) -> list[Finding]:
    """Check starts of configs in one process; where one goes by the version, for each version that all are for."""
    if not any(each.variants for each in evaluations):
        return check_process([_start(each, None) for each in evaluations], output)
    first, *others = (each.configs for each in evaluations)
    common = [version for version in first if all(version in configs for configs in others)]
    if not common:
        # What none of them is for together is seen of any.
        return check_process([_start(each, None) for each in evaluations], output)
    return merged(
        {version: check_process([_start(each, version) for each in evaluations], output) for version in common}
    )


def _start(evaluation: Evaluation, version: Version | None) -> Start:
    """Return the start of a config, as it is for a version."""
    config, origins = evaluation.config, evaluation.origins
    for variant in evaluation.variants:
        if variant.config.python == version:
            config, origins = variant
    if config is None:
        raise ValueError("a config with errors can't be started")
    if version is not None:
        config = config.on(version)
    return Start(config=config, origins=origins, file=evaluation.inputs[0])
