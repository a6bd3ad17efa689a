"""Entries of the catalogue about Starlark: what can't be parsed, and what fails while it runs."""

from __future__ import annotations

from configlang.findings.entry import Entry
from configlang.findings.finding import Severity

LANGUAGE_ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="syntax",
        title="The text is not Starlark",
        explanation="""\
The file can't be parsed at this place. Starlark looks like Python but is
smaller: it has no `class`, `while`, `import`, `try`, `is` and no f-strings,
and it indents with spaces only. Where Starlark has something else instead, the
hint says what.
""",
        example="import os\n\ninterpreter(isolated = True)\n",
        fixed="interpreter(isolated = True)\n",
        evidence="https://github.com/bazelbuild/starlark/blob/master/spec.md",
    ),
    Entry(
        code="unknown-name",
        title="A name is not defined",
        explanation="""\
Nothing of this name is defined in the file, loaded by it or predeclared.
Predeclared are the rules (`interpreter`, `static_extension` and so on),
`TARGET`, and the functions of Starlark itself. The hint gives the nearest
name, where one is close.
""",
        example='static_extention("fast")\n',
        fixed='static_extension("fast")\n',
    ),
    Entry(
        code="reserved-name",
        title="The file uses a name that belongs to configlang",
        explanation="""\
Names with this beginning carry values between the built-in rules and the
files, and a file that used them could mix that up. Choose another name.
""",
        example="__configlang_level = 2\n\ninterpreter(optimization_level = __configlang_level)\n",
        fixed="_level = 2\n\ninterpreter(optimization_level = _level)\n",
    ),
    Entry(
        code="unknown-attribute",
        title="A value has no such attribute",
        explanation="""\
The value left of the dot has no field or method of this name. The message says
what the value is. `TARGET` has `triple`, `os`, `arch`, `env` and `python`.
""",
        example='interpreter(utf8_mode = TARGET.system == "linux")\n',
        fixed='interpreter(utf8_mode = TARGET.os == "linux")\n',
    ),
    Entry(
        code="unknown-argument",
        title="A function has no parameter of this name",
        explanation="""\
The call gives a keyword argument that the function does not have. The hint
gives the nearest parameter, where one is close. For `interpreter`, whose
parameters are the fields of the config, the code is `unknown-field`.
""",
        example='static_extension(nme = "fast")\n',
        fixed='static_extension(name = "fast")\n',
    ),
    Entry(
        code="missing-argument",
        title="A needed argument is missing",
        explanation="""\
The function can't do without this argument, or one argument makes another
necessary: `filesystem_importer` with `mode = "append"` needs `paths`, for
there is nothing to append otherwise.
""",
        example="""\
filesystem_importer(paths = ["$ORIGIN/lib"], mode = "prepend")
dynamic_extension("fast")
""",
        options=("--target", "x86_64-unknown-linux-gnu"),
        fixed="""\
filesystem_importer(paths = ["$ORIGIN/lib"], mode = "prepend")
dynamic_extension("fast", path = "$ORIGIN/lib/fast.so")
""",
        fixed_options=("--target", "x86_64-unknown-linux-gnu"),
    ),
    Entry(
        code="surplus-argument",
        title="There are more positional arguments than the function takes",
        explanation="""\
The call gives more arguments without a name than the function has places for.
All arguments of `interpreter` must be named, for nobody could tell some eighty
of them apart by position.
""",
        example='interpreter("python")\n',
        fixed='interpreter(profile = "python")\n',
    ),
    Entry(
        code="failed",
        title="The config itself stopped with fail()",
        explanation="""\
Somebody wrote `fail("...")`, and the run came to it. The message is theirs;
the calls that led there stand below it, outermost first.
""",
        example='if TARGET.os != "plan9":\n    fail("this config is for Plan 9")\n',
        fixed='if TARGET.os == "plan9":\n    fail("this config is not for Plan 9")\n',
    ),
    Entry(
        code="evaluation-failed",
        title="An operation failed while the config ran",
        explanation="""\
An operation that can't be done: operands of types that don't go together, a
missing key, an index out of range, a division by zero. The message is the
engine's own; the calls that led there stand below it, outermost first.
""",
        example='ZIPS = {"linux": "/usr/app.zip"}\n\nfilesystem_importer(paths = [ZIPS["beos"]])\n',
        fixed='ZIPS = {"linux": "/usr/app.zip"}\n\nfilesystem_importer(paths = [ZIPS.get("beos", "/usr/app.zip")])\n',
    ),
    Entry(
        code="duplicate-key",
        severity=Severity.WARNING,
        title="A dict literal has one key twice",
        explanation="""\
Two entries of one dict literal have the same key. Starlark refuses to make
such a dict, so that the run stops where it comes to it.
""",
        example='FLAGS = {"isolated": True, "isolated": False}\n\ninterpreter(**FLAGS)\n',
        fixed='FLAGS = {"isolated": True}\n\ninterpreter(**FLAGS)\n',
    ),
    Entry(
        code="missing-return",
        severity=Severity.WARNING,
        title="A function returns a value on some ways only",
        explanation="""\
One way through the function ends with `return` and a value, another one comes
to the end of the function or to a bare `return`, which gives `None`. Write
`return None` where that is meant.
""",
        example="""\
def level(system):
    if system == "linux":
        return 2

interpreter(optimization_level = level(TARGET.os))
""",
        fixed="""\
def level(system):
    if system == "linux":
        return 2
    return None

interpreter(optimization_level = level(TARGET.os))
""",
    ),
    Entry(
        code="no-effect",
        severity=Severity.WARNING,
        title="A statement does nothing",
        explanation="""\
The statement computes a value that nobody uses. The usual causes are a call
without its brackets and `==` in the place of `=`.
""",
        example="""\
def hardened():
    interpreter(isolated = True)

hardened
""",
        fixed="""\
def hardened():
    interpreter(isolated = True)

hardened()
""",
    ),
    Entry(
        code="printed",
        severity=Severity.INFO,
        title="The config printed something",
        explanation="""\
A call of `print` ran; the message is its text. Where findings are printed for
people, such a text is one line with its place. In the other message formats it
is a finding of its own, so that everything on standard error has one form.
""",
        example="echo 'print(TARGET.os)' | configlang check - --message-format json\n",
        is_command=True,
    ),
    Entry(
        code="unreachable",
        severity=Severity.WARNING,
        title="A statement is never reached",
        explanation="""\
Every way to the statement ends before it, with `return`, `break`, `continue`
or `fail`. It is left over, or it is indented one level too deep.
""",
        example="""\
def hardened():
    return {"isolated": True}
    print("hardened")

interpreter(**hardened())
""",
        fixed="""\
def hardened():
    print("hardened")
    return {"isolated": True}

interpreter(**hardened())
""",
    ),
    Entry(
        code="using-unassigned",
        severity=Severity.WARNING,
        title="A variable is used before it has a value",
        explanation="""\
On every way to this place the variable has no value yet, so that the run would
stop here. A name that is assigned anywhere in a function is local to the whole
of it, even where the file has a global of the same name.
""",
        example="""\
def flags():
    result.update({"isolated": True})
    result = {}
    return result

FLAGS = {}
""",
        fixed="""\
def flags():
    result = {}
    result.update({"isolated": True})
    return result

FLAGS = flags()
""",
    ),
    Entry(
        code="unused-suppression",
        severity=Severity.WARNING,
        title="A suppression silences nothing",
        explanation="""\
The comment `# configlang: disable=CODE` stands on, or alone above, a line
where there is no finding of that code. It is left over, or it stands at the
wrong line. Remove it: it would hide the next such finding there without
anybody having decided so. Errors can't be silenced, so that a suppression of
an error is unused too.
""",
        example="# configlang: disable=duplicate-key\ninterpreter(isolated = True)\n",
        fixed="interpreter(isolated = True)\n",
    ),
    Entry(
        code="unknown-suppression",
        severity=Severity.WARNING,
        title="A suppression names a code that does not exist",
        explanation="""\
The comment `# configlang: disable=CODE` names something that is no code. Codes
are those of this catalogue, several are joined by commas, and `configlang
explain CODE` tells about one.
""",
        example="# configlang: disable=unsupported-python\ninterpreter(isolated = True)\n",
        fixed="interpreter(isolated = True)\n",
    ),
)
