"""The program that runs, and its command line: what CPython really does with both."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from configlang.cpython.versions import Version
from tests.hosts.cpythons import ALL_VERSIONS, CPython
from tests.hosts.programs import Run
from tests.truth.claims import Case, Claim

FILES = {
    "app.py": "import sys\nprint('the module', sys.argv[1:])\n",
    "my-app.py": "print('the module')\n",
    "package/__init__.py": "",
    "package/__main__.py": "print('the module')\n",
    "script.py": "import sys\nprint('the script', sys.argv)\n",
    "scripts/head.py": "import sys\nprint('head', repr(sys.path[0]))\n",
    "scripts/main.py": "import neighbour\n",
    "scripts/neighbour.py": "print('the neighbour')\n",
}
"""What lies in the working folder of every run, which is the folder of the executable too."""

JUDGED = f"3.{min(sys.version_info[1], Version(ALL_VERSIONS[-1]).minor)}"
"""The last CPython whose grammar the running Python knows."""


def start(fields: str, *, parse_argv: str = "False", more: str = "") -> str:
    """Return a config in the profile `python`."""
    return f"interpreter(utf8_mode = True, parse_argv = {parse_argv}, {fields})\n{more}"


def says(text: str) -> Callable[[Run], bool]:
    """Return the claim that a run prints a text."""
    return lambda run: text in run.stdout


def says_not(text: str) -> Callable[[Run], bool]:
    """Return the claim that a run does not print a text."""
    return lambda run: text not in run.stdout


def ends_with(code: int) -> Callable[[Run], bool]:
    """Return the claim that a run ends with an exit code, 100 more where the start asks for it."""
    return lambda run: run.code == code


COMMAND = "run_command = \"print('the command')\""

SEVERAL = tuple(
    Case(
        code="several-programs",
        name=f"{loser}-{winner.partition(' ')[0]}",
        bad=start(f'{winner}, {loser} = "{value}"'),
        good=start(f'{loser} = "{value}"'),
        is_running=True,
        claim=says_not(text),
    )
    for winner, loser, value, text in (
        (COMMAND, "run_module", "app", "the module"),
        (COMMAND, "run_filename", "script.py", "the script"),
        ('run_module = "app"', "run_filename", "script.py", "the script"),
    )
)

NAMES = tuple(
    Case(
        code="bad-run-module",
        name=name,
        bad=start(f'run_module = "{value}"'),
        good=start(f'run_module = "{right}"'),
        is_running=True,
        claim=ends_with(1),
    )
    for name, value, right in (
        ("empty", "", "app"),
        ("file", "app.py", "app"),
        ("entry-point", "app:main", "app"),
        ("path", "./app", "app"),
        ("relative", ".app", "app"),
        ("empty-part", "package..__main__", "package.__main__"),
        # A hyphen is in no name of a module, and in names of files.
        ("space", "my app", "my-app"),
    )
)

EXTENSIONS = tuple(
    Case(
        code="bad-run-module",
        name=name,
        bad=start(f'run_module = "{value}"', more=extension),
        good=start('run_module = "package"', more=extension.replace("package", "other")),
        is_running=True,
        claim=lambda run: run.code == 1 and ("No code object" in run.stderr or "__path__" in run.stderr),
    )
    for name, value, extension in (
        ("static", "multi", 'static_extension("multi")'),
        ("inside-static", "multi.cli", 'static_extension("multi")'),
        ("main-of-package", "package", 'static_extension("package.__main__", init = "PyInit_multi")'),
        ("dynamic", "_json", 'dynamic_extension("_json", path = "/nowhere/_json.so")'),
    )
)

COMMANDS = (
    Case(
        code="bad-run-command",
        name="match",
        bad=start("run_command = \"match 1:\\n    case 1: print('the command')\""),
        good=start(COMMAND),
        is_running=True,
        last="3.9",
        claim=says_not("the command"),
    ),
    Case(
        code="bad-run-command",
        name="except-star",
        bad=start("run_command = \"try: print('the command')\\nexcept* ValueError: pass\""),
        good=start(COMMAND),
        is_running=True,
        last="3.10",
        claim=says_not("the command"),
    ),
    Case(
        code="bad-run-command",
        name="with",
        bad=start(
            "run_command = \"import io\\nwith (io.StringIO() as a, io.StringIO() as b): print('the command')\"",
        ),
        good=start(COMMAND),
        is_running=True,
        last="3.8",
        claim=says_not("the command"),
    ),
    Case(
        code="bad-run-command",
        name="indented",
        bad=start('run_command = """\n    # Indented.\n    print(\'the command\')\n"""'),
        good=start('run_command = """\n    # Not indented.\nprint(\'the command\')\n"""'),
        is_running=True,
        last="3.13",
        claim=says_not("the command"),
    ),
    Case(
        code="bad-run-command",
        name="indented-unevenly",
        bad=start("run_command = \"    print('the command')\\nprint()\""),
        good=start(COMMAND),
        is_running=True,
        claim=says_not("the command"),
    ),
    Case(
        code="bad-run-command",
        name="compiler",
        bad=start("run_command = \"print('the command')\\nreturn\""),
        good=start(COMMAND),
        is_running=True,
        last=JUDGED,
        claim=lambda run: (
            "the command" not in run.stdout and Version(run.report["version"]) <= Version(JUDGED)
            if run.report
            else False
        ),
    ),
)

SCRIPTS = (
    Case(
        code="relative-script",
        bad=start('run_filename = "elsewhere/script.py"'),
        good=start('run_filename = "$ORIGIN/script.py"'),
        is_running=True,
        claim=lambda run: run.code == 2 and "can't open file" in run.stderr,
    ),
    *(
        Case(
            code="script-folder",
            name=name,
            bad=start(f'run_filename = "$ORIGIN/scripts/main.py"{bad}', parse_argv=parse_argv),
            good=start(f'run_filename = "{good[0]}"{good[1]}', parse_argv=parse_argv, more=good[2]),
            is_running=True,
            claim=lambda run: "No module named 'neighbour'" in run.stderr,
        )
        for name, parse_argv, bad, good in (
            ("argv", "False", ', argv = ["prog"]', ("scripts/main.py", ', argv = ["scripts/main.py"]', "")),
            ("empty", "False", ", argv = []", ("scripts/main.py", ', argv = ["scripts/other"]', "")),
            (
                "parsed",
                "True",
                ', argv = ["scripts/main.py"]',
                ("scripts/main.py", ', argv = ["prog", "-O", "scripts/main.py"]', ""),
            ),
            (
                "host",
                "False",
                "",
                (
                    "$ORIGIN/scripts/main.py",
                    "",
                    'filesystem_importer(paths = ["$ORIGIN/scripts/"], mode = "prepend")',
                ),
            ),
        )
    ),
    Case(
        code="script-folder",
        name="safe-path",
        # From 3.11 the profile alone keeps any folder from being put there.
        bad=start('run_filename = "$ORIGIN/scripts/head.py", profile = "isolated", isolated = False'),
        good=start('run_filename = "$ORIGIN/scripts/head.py", profile = "isolated"'),
        is_running=True,
        last="3.10",
        claim=says("head ''"),
    ),
)

PROMPT = Case(
    code="no-prompt",
    bad=start(f"{COMMAND}, interactive = True"),
    good=start(f"{COMMAND}, interactive = True, inspect = True"),
    is_running=True,
    claim=lambda run: ">>>" not in run.stderr,
)

TAKEN = tuple(
    Case(
        code="arguments-taken",
        name=name,
        bad=start(program, parse_argv=parse_argv),
        good=start(program),
        arguments=arguments,
        is_running=True,
        claim=claim,
    )
    for name, program, parse_argv, arguments, claim in (
        ("version", 'run_module = "app"', "None", ("--version",), ends_with(100)),
        ("unknown", 'run_module = "app"', "None", ("--mine",), ends_with(102)),
        ("other-program", 'run_module = "app"', "None", ("-c", "print('other')"), says("other\n")),
        ("command", COMMAND, "None", ("--mine",), ends_with(102)),
        ("file", 'run_filename = "script.py"', "None", ("a", "b"), says("['a', 'b']")),
        ("asked-for", 'run_filename = "script.py"', "True", ("a", "b"), says("['a', 'b']")),
    )
)

SHOW_ARGV = 'run_command = "import sys; print(sys.argv)"'

CHANGED = tuple(
    Case(
        code="argv-changed",
        name=name,
        bad=start(bad, parse_argv=parse_argv),
        good=start(good, parse_argv="True" if name.endswith("parsed") else "False"),
        is_running=True,
        last=last,
        claim=claim,
    )
    for name, bad, parse_argv, good, last, claim in (
        (
            "ending",
            'run_module = "app", argv = ["prog", "--version"]',
            "None",
            'run_module = "app", argv = ["prog", "--version"]',
            None,
            ends_with(100),
        ),
        (
            "unknown",
            'run_module = "app", argv = ["prog", "-O", "--mine"]',
            "True",
            'run_module = "app", argv = ["prog", "-O", "--mine"]',
            None,
            ends_with(102),
        ),
        (
            "unknown-yet",
            'run_module = "app", argv = ["prog", "-P"]',
            "True",
            'run_module = "app", argv = ["prog", "-P"]',
            "3.10",
            ends_with(102),
        ),
        (
            "vanishing",
            'run_module = "app", argv = ["prog", "-W", "ignore", "-O", "word"]',
            "None",
            'run_module = "app", argv = ["prog", "-W", "ignore", "-O", "word"]',
            None,
            says("the module ['word']"),
        ),
        (
            "name-command",
            f'{SHOW_ARGV}, argv = ["prog"]',
            "True",
            f'{SHOW_ARGV}, argv = ["prog"]',
            None,
            says("['-c']"),
        ),
        (
            "name-file-parsed",
            'run_filename = "script.py", argv = ["prog"]',
            "True",
            'run_filename = "script.py", argv = ["prog", "script.py"]',
            None,
            says("the script ['']"),
        ),
        (
            "other-program",
            'run_module = "app", argv = ["prog", "-c", "print(\'other\')"]',
            "True",
            'run_module = "app", argv = ["prog", "-c", "print(\'other\')"]',
            None,
            says("other\n"),
        ),
        (
            "no-other-program-parsed",
            f'{COMMAND}, argv = ["prog", "-m", "app"]',
            "True",
            'argv = ["prog", "-m", "app"]',
            None,
            says_not("the module"),
        ),
        (
            "script-from-argv",
            'argv = ["prog", "script.py", "word"]',
            "None",
            'argv = ["prog", "script.py", "word"]',
            None,
            says("the script ['script.py', 'word']"),
        ),
        ("no-script", 'argv = ["prog", "word"]', "None", 'argv = ["prog", "word"]', None, ends_with(2)),
        (
            "first-item",
            f'{SHOW_ARGV}, argv = ["--mine"]',
            "False",
            f'{SHOW_ARGV}, argv = ["prog", "--mine"]',
            None,
            says("['--mine']"),
        ),
    )
)

NAMELESS = tuple(
    Case(
        code="argv-changed",
        name=f"nameless-{name}",
        bad=start(f"argv = [{argv}]", parse_argv="None"),
        good=start(f"argv = [{argv}]"),
        ask="import sys; print(sys.argv)",
        claim=says(becomes),
    )
    for name, argv, becomes in (
        ("alone", '"prog"', "['']\n"),
        ("empty", '"prog", "", "word"', "['', 'word']\n"),
        ("dashes", '"prog", "--", "-O"', "['-O']\n"),
        ("options", '"prog", "-q", "-W", "ignore"', "['']\n"),
    )
)

LATE = tuple(
    Case(
        code="argv-changed",
        name=name,
        bad=f'interpreter(profile = "isolated", parse_argv = True, argv = ["prog", {items}])',
        good=f'interpreter(profile = "isolated", {good})',
        ask=f"import sys; print(int(sys.flags.{flag}))",
        claim=says("0\n"),
        last=last,
    )
    for name, items, good, flag, last in (
        ("late-dev", '"-X", "dev"', "development_mode = True", "dev_mode", None),
        # From 3.15 on it is so by itself.
        ("late-utf8", '"-O", "-Xutf8"', "utf8_mode = True", "utf8_mode", "3.14"),
    )
)

CLAIMS: tuple[Claim, ...] = (
    *SEVERAL,
    *NAMES,
    *EXTENSIONS,
    *COMMANDS,
    *SCRIPTS,
    PROMPT,
    *TAKEN,
    *CHANGED,
    *NAMELESS,
    *LATE,
)


def lay_out(folder: Path, _python: CPython) -> None:
    """Write the programs that the configs name."""
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
