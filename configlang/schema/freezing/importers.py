"""Where modules come from: the filesystem importer and OxidizedFinder."""

from __future__ import annotations

from configlang.findings.problem import Problem
from configlang.schema.config import FilesystemImporter, OxidizedImporter
from configlang.schema.freezing.call import Call
from configlang.schema.texts import has_origin


def freeze_filesystem_importer(call: Call) -> FilesystemImporter | None:
    """Return the importer of modules from files; a mode that adds paths needs some."""
    mode = call.values.get("mode", "replace")
    if mode != "replace" and "paths" in call.values and not call.values["paths"]:
        message = f'`mode = "{mode}"` needs `paths`; there is nothing to add'
        call.refuse(Problem(code="missing-argument", message=message, paths=("mode",)))
    return None if call.findings else FilesystemImporter(**call.values)


def freeze_oxidized_importer(call: Call) -> OxidizedImporter | None:
    """Return OxidizedFinder; the folder of the executable means nothing to what is compiled in."""
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
    return None if call.findings else OxidizedImporter(**call.values)
