"""Entries of the catalogue about the program that runs, and about its command line."""

from __future__ import annotations

from configlang.findings.entry import Entry
from configlang.findings.finding import Severity

_CONFIG = "https://docs.python.org/3/c-api/init_config.html"
_RUN = "https://docs.python.org/3/c-api/init_config.html#c.PyConfig.run_command"
_ARGV = "https://docs.python.org/3/c-api/init_config.html#c.PyConfig.parse_argv"
_RUNPY = "https://docs.python.org/3/library/runpy.html#runpy.run_module"
_MEASURED = "measured on CPython 3.8 to 3.14"

RUNNING_ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="several-programs",
        title="Of several programs only one runs",
        explanation="""\
`run_command`, `run_module` and `run_filename` each say what the program is.
CPython takes all three and runs one, without a word about the others: a command
before a module before a file.

Keep the one that is meant.
""",
        example='interpreter(parse_argv = False, run_module = "app", run_filename = "/opt/app/main.py")\n',
        fixed='interpreter(parse_argv = False, run_module = "app")\n',
        evidence=_RUN,
    ),
    Entry(
        code="bad-run-module",
        title="There can be no module of this name to run",
        explanation="""\
`run_module` is what stands behind `python -m`: the dotted name of a module or
package in Python. A path, the name of a file, an entry point such as
`app.cli:main` and an empty text name no module. An extension module has a name,
and no Python code that could be run; nothing lies inside of it, either.

The program then ends with exit code 1 before it has begun. Write the name of the
module, run a file with `run_filename`, or call a function with `run_command`.
""",
        example='interpreter(parse_argv = False, run_module = "app.cli:main")\n',
        fixed="""\
interpreter(
    parse_argv = False,
    run_command = "import sys; from app.cli import main; sys.exit(main())",
)
""",
        evidence=_RUNPY,
    ),
    Entry(
        code="bad-run-command",
        title="The command is no Python of this version",
        explanation="""\
CPython compiles `run_command` when it runs it. What the grammar of a version
does not know (`match` before 3.10, `except*` before 3.11) ends the program with
exit code 1, and so does an indented text, as one that is written between triple
quotes may be: CPython takes the common indentation out from 3.14 on only.

The text is compiled here by the Python that configlang runs on, for each version
up to that one, so what only a later CPython knows or refuses is not seen. Write
what the oldest version knows, or limit `compatible_with`. Longer programs are
better off in a module.
""",
        example="""\
compatible_with(python = "<3.14")
interpreter(
    parse_argv = False,
    run_command = \"\"\"
    import app
    app.main()
    \"\"\",
)
""",
        fixed="""\
compatible_with(python = "<3.14")
interpreter(
    parse_argv = False,
    run_command = \"\"\"
import app
app.main()
\"\"\",
)
""",
        evidence=_MEASURED,
    ),
    Entry(
        code="relative-script",
        title="The script is found from one folder alone",
        severity=Severity.WARNING,
        explanation="""\
CPython opens a relative `run_filename` from the working folder: whoever starts
the program from another one gets `can't open file`, or a file that happens to be
of that name.

Begin it with `$ORIGIN`, where the output expands that. pyembed does not do it
here: name the module with `run_module`, and its folder in the paths of
`filesystem_importer`.
""",
        example='interpreter(parse_argv = False, run_filename = "app/__main__.py")\n',
        options=("--format", "c"),
        fixed='interpreter(profile = "isolated", utf8_mode = True, run_filename = "$ORIGIN/app/__main__.py")\n',
        fixed_options=("--format", "c"),
        evidence=_MEASURED,
    ),
    Entry(
        code="no-prompt",
        title="No prompt opens behind the program",
        severity=Severity.WARNING,
        explanation="""\
`interactive` makes CPython take stdin for a terminal with a person at it. With a
program to run it does not read stdin at all, unless `inspect` has it open the
prompt behind the program.
""",
        example='interpreter(parse_argv = False, run_module = "app", interactive = True)\n',
        fixed='interpreter(parse_argv = False, run_module = "app", interactive = True, inspect = True)\n',
        evidence="https://docs.python.org/3/c-api/init_config.html#c.PyConfig.inspect",
    ),
    Entry(
        code="arguments-taken",
        title="CPython reads the program's own arguments first",
        severity=Severity.WARNING,
        explanation="""\
In the profile `python`, `parse_argv` is on: the arguments of the process are a
command line of `python`. With a program in the config that is hardly meant. For
`--version` and `--help` CPython answers and ends, an option that it does not know
is an error with exit code 2, `-c CODE` runs instead of a module or file, and
with `run_filename` the first argument is lost, since it becomes `sys.argv[0]`.

Set `parse_argv = False`, and everything goes to the program. True says that its
users may give options to CPython; a file in `run_filename` does not go with it.
""",
        example='interpreter(run_module = "app")\n',
        fixed='interpreter(parse_argv = False, run_module = "app")\n',
        evidence=_ARGV,
    ),
    Entry(
        code="argv-changed",
        title="The list of arguments does not arrive as it stands",
        explanation="""\
While `parse_argv` is on, as it is in the profile `python`, a fixed `argv` is a
command line of `python`: options of CPython act and vanish, one that it does not
know or that prints something ends the start, and in place of the first item comes
what `python` has there, `-c` or the script. `-c` and `-m` among the items name a
program of their own. The options `-X dev` and `-X utf8` come too late, because
preinitialisation has decided without this list.

Set `parse_argv = False`, say with fields what the options would, and let the list
begin with the name of the program.
""",
        example='interpreter(run_module = "app", argv = ["app", "--verbose"])\n',
        fixed='interpreter(parse_argv = False, run_module = "app", argv = ["app", "--verbose"])\n',
        evidence=_ARGV,
    ),
    Entry(
        code="script-folder",
        title="Modules beside the script are not found",
        severity=Severity.WARNING,
        explanation="""\
The `python` command puts the folder of its script at the head of `sys.path`.
With `run_filename`, CPython does the same with `sys.argv[0]`, whatever that is:
the name of the host, the first argument, or nothing, which is the working folder.
What lies beside the script can't be imported, and what lies there can.

Name the folder in the paths of `filesystem_importer`, or begin `argv` with the
script. In the profile `isolated` no folder is put there at all.
""",
        example="""\
interpreter(
    parse_argv = False,
    argv = ["app"],
    run_filename = "/opt/app/main.py",
)
""",
        fixed="""\
interpreter(
    parse_argv = False,
    argv = ["/opt/app/main.py"],
    run_filename = "/opt/app/main.py",
)
""",
        evidence=_CONFIG,
    ),
)
