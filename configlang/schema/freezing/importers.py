"""Where modules come from: the filesystem importer and OxidizedFinder."""

from __future__ import annotations

from configlang.findings.problem import Problem
from configlang.schema.freezing.call import Call
from configlang.schema.texts import has_origin


def settle_filesystem_importer(call: Call) -> None:
    """Refuse a mode that adds paths where there are none."""
    mode = call.values.get("mode", "replace")
    if mode != "replace" and "paths" in call.values and not call.values["paths"]:
        message = f'`mode = "{mode}"` needs `paths`; there is nothing to add'
        call.refuse(Problem(code="missing-argument", message=message, paths=("mode",)))


def settle_oxidized_importer(call: Call) -> None:
    """Refuse the folder of the executable in what is compiled in, to which it means nothing."""
    for index, path in enumerate(call.values.get("embedded", ())):
        if has_origin(path):
            problem = Problem(
                code="origin-not-expanded",
                message="`embedded`: the file is compiled in, so `$ORIGIN` means nothing in its path",
                paths=("embedded",),
                hint="write the path relative to the generated Rust file, or use `memory_mapped`",
                element=index,
            )
            call.refuse(problem)
