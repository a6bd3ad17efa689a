"""Entries of the catalogue about Starlark: what can't be parsed, and what fails while it runs."""

from __future__ import annotations

from configlang.findings.entry import Entry
from configlang.findings.finding import Severity

LANGUAGE_ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="syntax",
        title="The text is not Starlark",
        explanation="""\
The file can't be parsed at this place. Starlark looks like Python but is smaller: it has no `class`, `while`, `import`,
`try`, `is` and no f-strings, it indents with spaces, and an annotated variable (`x: int = 1`) is not in the dialect that
configlang reads. Where Starlark has something else instead, the hint says what.
""",
        example="import os\n\ninterpreter(isolated = True)\n",
        fixed="interpreter(isolated = True)\n",
        evidence="https://github.com/bazelbuild/starlark/blob/master/spec.md",
    ),
    Entry(
        code="unknown-name",
        title="A name is not defined",
        explanation="""\
Nothing of this name is defined in the file, loaded by it or predeclared. Predeclared are the rules (`interpreter`,
`static_extension` and so on), `TARGET`, and the functions of Starlark itself. The hint gives the nearest name, where one
is close.
""",
        example='static_extention("fast")\n',
        fixed='static_extension("fast")\n',
    ),
    Entry(
        code="unknown-attribute",
        title="A value has no such attribute",
        explanation="""\
The value left of the dot has no field or method of this name. The message says what the value is. `TARGET` has `triple`,
`os`, `arch`, `env` and `python`.
""",
        example='interpreter(utf8_mode = TARGET.system == "linux")\n',
        fixed='interpreter(utf8_mode = TARGET.os == "linux")\n',
    ),
    Entry(
        code="unknown-argument",
        title="A function has no parameter of this name",
        explanation="""\
The call gives a keyword argument that the function does not have. The hint gives the nearest parameter, where one is
close. For `interpreter`, whose parameters are the fields of the config, the code is `unknown-field`.
""",
        example='static_extension(nme = "fast")\n',
        fixed='static_extension(name = "fast")\n',
    ),
    Entry(
        code="missing-argument",
        title="A needed argument is missing",
        explanation="""\
The function can't do without this argument, or one argument makes another necessary: `filesystem_importer` with
`mode = "append"` needs `paths`, for there is nothing to append otherwise.
""",
        example='dynamic_extension("fast")\n',
        fixed='dynamic_extension("fast", path = "$ORIGIN/lib/fast.so")\n',
    ),
    Entry(
        code="surplus-argument",
        title="There are more positional arguments than the function takes",
        explanation="""\
The call gives more arguments without a name than the function has places for. All arguments of `interpreter` must be named,
for nobody could tell some eighty of them apart by position.
""",
        example='interpreter("isolated")\n',
        fixed='interpreter(profile = "isolated")\n',
    ),
    Entry(
        code="failed",
        title="The config itself stopped with fail()",
        explanation="""\
Somebody wrote `fail("...")`, and the run came to it. The message is theirs; the calls that led there stand below it,
outermost first.
""",
        example='if TARGET.os != "plan9":\n    fail("this config is for Plan 9")\n',
        fixed='if TARGET.os == "plan9":\n    fail("this config is not for Plan 9")\n',
    ),
    Entry(
        code="evaluation-failed",
        title="An operation failed while the config ran",
        explanation="""\
An operation that can't be done: operands of types that don't go together, a missing key, an index out of range, a division
by zero. The message is the engine's own; the calls that led there stand below it, outermost first.
""",
        example='PATHS = {"linux": "/usr"}\n\nfilesystem_importer(paths = [PATHS["beos"]])\n',
        fixed='PATHS = {"linux": "/usr"}\n\nfilesystem_importer(paths = [PATHS.get("beos", "/usr")])\n',
    ),
    Entry(
        code="unused-suppression",
        severity=Severity.WARNING,
        title="A suppression silences nothing",
        explanation="""\
The comment `# configlang: disable=CODE` stands on, or alone above, a line where there is no finding of that code. It is left
over, or it stands at the wrong line. Remove it: it would hide the next such finding there without anybody having
decided so. Errors can't be silenced, so that a suppression of an error is unused too.
""",
        example="# configlang: disable=python-unsupported\ninterpreter(isolated = True)\n",
        fixed="interpreter(isolated = True)\n",
    ),
    Entry(
        code="unknown-suppression",
        severity=Severity.WARNING,
        title="A suppression names a code that does not exist",
        explanation="""\
The comment `# configlang: disable=CODE` names something that is no code. Codes are those of this catalogue, several are
joined by commas, and `configlang explain CODE` tells about one.
""",
        example="# configlang: disable=unsupported-python\ninterpreter(isolated = True)\n",
        fixed="interpreter(isolated = True)\n",
    ),
)
