"""Rules about the command line: whose options its items are, and what comes of its first item."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from configlang.check.rule import Rule, View
from configlang.check.search_path import is_safe
from configlang.cpython.command_line import Parsed, Program, arriving, meant, parse
from configlang.findings.finding import Severity
from configlang.findings.problem import CPYTHON, Problem

_LOSES_FIRST = "the first of them takes the place of `sys.argv[0]`"

# The arguments of whoever starts the program


def _options_taken(view: View) -> Iterator[Problem]:
    """Find a program beside the profile ``python``, where nothing says whose the options are."""
    runs = view.runs[:1]
    if not runs or view.given("argv") is not None or view.given("parse_argv") is not None:
        return
    if view.is_on("parse_argv"):
        name = runs[0]
        more = "" if name == "run_command" else ", `-c CODE` runs in its place"
        more += f", and {_LOSES_FIRST}" if name == "run_filename" else ""
        yield Problem(
            message=(
                f"`{name}`: in the profile `python`, {CPYTHON} reads the program's arguments as its own options"
                f" first: `--version` ends before the program starts, an unknown option is an error{more}"
            ),
            paths=(f"interpreter.{name}", "interpreter.profile"),
            hint="set `parse_argv = False`, or True if whoever starts the program is to give options to CPython",
        )


def _argument_lost(view: View) -> Iterator[Problem]:
    """CPython takes the program's name away, behind which a command line of its own has the script."""
    if view.runs[:1] == ("run_filename",) and view.given("argv") is None and view.is_set_on("parse_argv"):
        yield Problem(
            message=(
                f"`parse_argv = True`: {CPYTHON} takes the program's name off the arguments, behind which it expects"
                f" the script; `run_filename` says that one, so {_LOSES_FIRST}"
            ),
            paths=("interpreter.parse_argv", "interpreter.run_filename"),
            hint="set `parse_argv = False`, or let the script be named by the arguments",
        )


# A command line that the config fixes


def _fixed(view: View) -> Iterator[Problem]:
    """Find the items of ``argv`` that don't arrive in ``sys.argv`` as they stand there."""
    argv = view.config.interpreter.argv
    if not argv:
        return
    if argv[0].startswith("-") and argv[0] not in {"-", "-c", "-m"}:
        yield _problem(
            f'`argv`: its first item "{argv[0]}" becomes `sys.argv[0]`, the name of the program: {CPYTHON} and the'
            " program itself look for options behind it",
            hint="put the name of the program before it",
            element=0,
        )
    if not view.is_on("parse_argv"):
        return
    parsed = parse(argv, view.version)
    if parsed.exit_code is not None:
        yield _ending(view, argv, parsed)
        return
    if parsed.runs is not None and view.runs:
        yield _other_program(view, argv, parsed)
    elif parsed.taken and parsed.runs is None and view.given("parse_argv") is None:
        yield _vanishing(view, argv, parsed)
    yield from _late(view, argv, parsed)
    yield from _renamed(view, argv, parsed)


def _problem(
    message: str, *more: str, hint: str, element: int | None = None, severity: Severity = Severity.WARNING
) -> Problem:
    paths = ("interpreter.argv", *more)
    return Problem(message=message, paths=paths, severity=severity, hint=hint, element=element)


_OWN_HINT = "set `parse_argv = False`, so that all items go to the program"


def _ending(view: View, argv: Sequence[str], parsed: Parsed) -> Problem:
    index = parsed.taken[-1]
    what = "one that prints and ends" if parsed.exit_code == 0 else "one that it can't read"
    return _problem(
        f'`argv`: {CPYTHON} reads the item "{argv[index]}" as an option of its own, {what}: there is no start, and'
        f" the host is asked to end with exit code {parsed.exit_code}",
        view.source("parse_argv"),
        hint=_OWN_HINT,
        element=index,
        severity=Severity.ERROR,
    )


def _vanishing(view: View, argv: Sequence[str], parsed: Parsed) -> Problem:
    items = " ".join(argv[index] for index in parsed.taken)
    return _problem(
        f'`argv`: {CPYTHON} reads "{items}" as options of its own, as the profile `python` has it, and takes them out'
        " of `sys.argv`",
        view.source("parse_argv"),
        hint=f"{_OWN_HINT}, or True if these are meant for CPython",
        element=parsed.taken[0],
    )


_PREFERENCE = ("run_command", "run_module", "run_filename")


def _other_program(view: View, argv: Sequence[str], parsed: Parsed) -> Problem:
    """Report a ``-c`` or ``-m`` beside the program of the config; of the two, CPython takes one as of two fields."""
    option = "-c" if parsed.runs == "run_command" else "-m"
    index = next(index for index in parsed.taken if argv[index].startswith("-") and option[1] in argv[index])
    name = view.runs[0]
    if _PREFERENCE.index(str(parsed.runs)) < _PREFERENCE.index(name):
        return _problem(
            f"`argv`: {CPYTHON} runs what its item `{option}` says, and not `{name}`: a command comes before a module"
            " before a file",
            f"interpreter.{name}",
            view.source("parse_argv"),
            hint=_OWN_HINT,
            element=index,
            severity=Severity.ERROR,
        )
    return _problem(
        f"`argv`: the item `{option}` has no effect: {CPYTHON} reads it as an option of its own, and runs `{name}`",
        f"interpreter.{name}",
        view.source("parse_argv"),
        hint=_OWN_HINT,
        element=index,
    )


_PREINITIALIZED = {"dev": "development_mode = True", "utf8": "utf8_mode = True", "utf8=0": "utf8_mode = False"}


_IS_SO: dict[str, Callable[[View], bool]] = {
    "dev": lambda view: view.is_on("development_mode"),
    "utf8": lambda view: view.is_utf8,
    "utf8=1": lambda view: view.is_utf8,
    "utf8=0": lambda view: view.is_set_off("utf8_mode"),
}
"""Tells of each of these options whether what it asks for is so anyway."""


def _late(view: View, argv: Sequence[str], parsed: Parsed) -> Iterator[Problem]:
    """Find the options that preinitialisation reads, where they can't reach it or it has no question left."""
    why = "pyembed preinitialises CPython without these arguments"
    if view.is_isolated_profile or not view.has_python_profile:
        why = f"{CPYTHON} asks the command line only where the profile `python` has left it open"
    elif not view.is_pyembed:
        return
    for index in parsed.taken:
        is_joined = argv[index].startswith("-X") and len(argv[index]) > len("-X")
        if not is_joined and argv[index - 1] != "-X":
            continue
        option = argv[index].removeprefix("-X") if is_joined else argv[index]
        # What is so without the option needs none.
        is_so = _IS_SO.get(option)
        if is_so is not None and is_so(view):
            continue
        if option in _PREINITIALIZED or option == "utf8=1":
            instead = _PREINITIALIZED[option.removesuffix("=1")]
            yield _problem(
                f"`argv`: the option `-X {option}` has no effect: {why}",
                "interpreter.profile",
                hint=f"set `{instead}` instead",
                element=index,
            )


def _renamed(view: View, argv: Sequence[str], parsed: Parsed) -> Iterator[Problem]:
    """Find a name of the program in whose place CPython puts what its own command line would have there."""
    name = next(iter(view.runs), None)
    program = Program(
        field=name,
        text=None if name is None else str(view.given(name)),
        is_asked=view.given("parse_argv") is not None,
    )
    becomes = arriving(argv, program, view.version) or ("",)
    wanted = meant(argv, program, view.version)
    is_told = bool(parsed.taken) and (becomes[:1] == wanted[:1] or (parsed.runs is not None and name != "run_command"))
    if is_told or becomes == wanted:
        return
    if name == "run_command":
        why = "as for a command of its own command line"
    elif name == "run_filename" or not parsed.rest:
        why = "behind which it expects the script"
    else:
        reads = "the program from standard input" if parsed.rest[0] == "-" else f'"{parsed.rest[0]}" as the script'
        why = f"and runs {reads}"
    yield _problem(
        f'`argv`: {CPYTHON} takes the first item "{argv[0]}" away, {why}; `sys.argv[0]` is "{becomes[0]}"',
        *([f"interpreter.{name}"] if name is not None else []),
        view.source("parse_argv"),
        hint="set `parse_argv = False`, so that `sys.argv` is the list as it stands here",
        element=0,
    )


# What a script finds beside itself


_SCRIPTS = (".py", ".pyw", ".pyc")


def _script_folder(view: View) -> Iterator[Problem]:
    """CPython puts the folder of ``sys.argv[0]`` at the head of ``sys.path``, which it takes for the script's."""
    script = str(view.given("run_filename"))
    # A folder or a zip file is put there itself.
    if view.runs[0] != "run_filename" or not script.endswith(_SCRIPTS) or is_safe(view):
        return
    folder = _folder(script)
    importer = view.config.filesystem_importer
    if importer is not None and folder in [_plain(path) for path in importer.paths or ()]:
        return
    argv = view.config.interpreter.argv
    if argv is None:
        first = "the first of the program's arguments" if view.is_on("parse_argv") else "the program's own name"
    else:
        named = next(iter(parse(argv, view.version).rest if view.is_on("parse_argv") else argv), "")
        if _folder(named) == folder:
            return
        first = f'"{named}"'
    decides = "interpreter.argv" if argv is not None else view.source("parse_argv")
    yield Problem(
        message=(
            f"`run_filename`: modules beside the script can't be imported: {CPYTHON} puts the folder of"
            f" `sys.argv[0]`, which is {first}, at the head of `sys.path`"
        ),
        paths=("interpreter.run_filename", decides),
        hint=(
            f'put "{folder}" among the paths of `filesystem_importer`, or begin `argv` with the script and set'
            " `parse_argv = False`"
        ),
    )


def _plain(path: str) -> str:
    return path.replace("\\", "/").rstrip("/")


def _folder(path: str) -> str:
    return _plain(path).rpartition("/")[0]


RULES = (
    Rule(code="arguments-taken", find=_options_taken, needs=frozenset({"run_command", "run_module", "run_filename"})),
    Rule(code="arguments-taken", find=_argument_lost, needs=frozenset({"run_filename"})),
    Rule(code="argv-changed", find=_fixed, needs=frozenset({"argv"})),
    Rule(code="script-folder", find=_script_folder, needs=frozenset({"run_filename"})),
)
