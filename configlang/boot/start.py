"""Starting the program that was built, and what it wrote about itself."""

from __future__ import annotations

import ast
import os
from collections.abc import Mapping, Sequence

from configlang.boot import harness, process, windows
from configlang.boot.build import last_lines, texts_of
from configlang.boot.standing import standing
from configlang.findings.problem import CPYTHON, Problem
from configlang.light import records
from configlang.light.typed import Any

_ERROR, _EXIT = 1, 2
"""The kinds of a status, as the generated header numbers them."""

_LAST_LINES = 4
"""Of what a program that died has written to stderr."""


@records.frozen(kw_only=True)
class Host:
    """
    What the program gets from whoever starts it.

    Attributes:
        program: The file.
        argv: Its arguments, the name of the program first, which is where it stands if it can.
        origin: The folder that ``$ORIGIN`` means; None where the config says it.
        home: The home to pass, or None.
        folder: Where what it writes goes.
        timeout: How long it may take, in seconds.
        dlls: The prefix with the DLLs of a program that Wine starts; None for one of this machine.
    """

    program: str
    argv: Sequence[str]
    origin: str | None
    home: str | None = None
    folder: str
    timeout: float
    dlls: str | None = None

    def environment(self, **more: str) -> dict[str, str]:
        """Return its variables: ours, and those that the harness takes out again."""
        return {**{name: value for name, value in os.environ.items() if name != harness.REPORT}, **more}

    def run(self, place: str | None, streams: process.Streams, **more: str) -> int | None:
        """Start it at a place, with more variables, and return its exit code; None after a timeout."""
        with open(texts_of(self.folder), "wb") as file:
            file.write(harness.texts(origin=self.origin, home=self.home))
        if self.dlls is not None:
            return windows.run(
                ["wine", place or self.program, *self.argv[1:]],
                environment=windows.environment(self.dlls, self.environment(**more)),
                streams=streams,
                timeout=self.timeout,
            )
        return process.run(
            [place or self.argv[0], *self.argv[1:]],
            executable=place or self.program,
            environment=self.environment(**more),
            streams=streams,
            timeout=self.timeout,
        )


@records.frozen(kw_only=True)
class Seen:
    """
    What the program wrote of itself.

    Attributes:
        problem: Why it did not start, or how it died later; None where all is well.
        has_started: Whether the interpreter came up.
        sys: What ``sys`` holds, by name.
        configs: CPython's own view: the members of its structs, by struct.
        environment: What variables of the environment are that the config names, None where they are not there.
        imports: What came of importing the modules, by name.
        stand_ins: The modules whose init functions were not given.
        stands: Whether the program had the name that it was started by.
        searched: The folders and archives in which a CPython that did not start has looked for its library.
    """

    problem: Problem | None
    has_started: bool
    sys: Mapping[str, Any]
    configs: Mapping[str, Mapping[str, Any]]
    imports: Mapping[str, Mapping[str, Any]]
    stand_ins: frozenset[str]
    environment: Mapping[str, str | None] = records.field(factory=dict)
    stands: bool = True
    searched: tuple[str, ...] = ()


def start(host: Host) -> Seen:
    """Start the interpreter, let it tell what came up, and end it."""
    report, errors = os.path.join(host.folder, "report"), os.path.join(host.folder, "errors")
    with open(report, "wb"), open(errors, "wb") as file, standing(host.program, host.argv[0]) as place:
        streams = process.Streams(stdout=process.NOTHING, stderr=file)
        try:
            told = report if host.dlls is None else windows.path_of(report)
            code = host.run(place, streams, **{harness.REPORT: told})
        except OSError as error:
            return _read([], _not_started(error))
    lines = _lines(report, host)
    return records.evolve(_read(lines, _judge(lines, code, errors, host.timeout)), stands=place is not None)


def run(host: Host, streams: process.Streams) -> int | Problem | None:
    """Start the interpreter and run what the config says; return the exit code, None after a timeout."""
    with standing(host.program, host.argv[0]) as place:
        try:
            return host.run(place, streams)
        except OSError as error:
            return _not_started(error)


def _not_started(error: OSError) -> Problem:
    return Problem(code="boot-failed", message=f"{CPYTHON} can't be started: {error.strerror}")


def _lines(report: str, host: Host) -> list[tuple[Any, ...]]:
    """Return the lines of the report; what the program took from its own place is said of where it belongs."""
    with open(report, encoding="ascii", errors="backslashreplace") as file:
        text = file.read()
    # The last line may be cut where the program died.
    lines = [ast.literal_eval(line) for line in text.split("\n")[:-1]]
    program, name = host.program, host.argv[0]
    if host.dlls is not None:
        program, name = windows.path_of(program), windows.path_of(name)
    return [_moved(line, program, name) for line in lines]


def _moved(value: Any, program: str, name: str) -> Any:  # noqa: ANN401 - any literal
    if isinstance(value, str):
        return value.replace(program, name)
    if isinstance(value, list | tuple):
        return type(value)(_moved(each, program, name) for each in value)
    if isinstance(value, dict):
        return {key: _moved(each, program, name) for key, each in value.items()}
    return value


def _read(lines: Sequence[tuple[Any, ...]], problem: Problem | None) -> Seen:
    single = {line[0]: line[1] for line in lines if line[0] in {"sys", "configs", "environment"}}
    return Seen(
        problem=problem,
        has_started="sys" in single,
        sys=single.get("sys", {}),
        configs=single.get("configs") or {},
        environment=single.get("environment", {}),
        imports={line[1]: line[2] for line in lines if line[0] == "imported"},
        stand_ins=frozenset(line[1] for line in lines if line[0] == "stand-in"),
        searched=tuple(line[1].decode("utf-8", "backslashreplace") for line in lines if line[0] == "searched"),
    )


def _judge(lines: Sequence[tuple[Any, ...]], code: int | None, errors: str, timeout: float) -> Problem | None:
    """Say what went wrong, from the last line that was written and from how the program ended."""
    last = lines[-1] if lines else ("starting",)
    status = next((line for line in lines if line[0] == "status"), None)
    if status is not None and status[1] == _ERROR:
        message = status[3].decode("utf-8", "backslashreplace")
        return Problem(code="boot-failed", message=f"{CPYTHON} did not start: {message}".rstrip())
    if status is not None and status[1] == _EXIT:
        return Problem(
            code="boot-failed",
            message=f"{CPYTHON} did not start: it asks the host to end with exit code {status[2]}, as for --version",
            hint="parse_argv makes options of CPython out of the program's arguments",
        )
    where = _where(last)
    if code is None:
        return Problem(
            code="boot-timeout",
            message=f"{CPYTHON} takes longer than {timeout:g} seconds {where}",
            paths=_paths_of(last),
            hint="--timeout gives it more",
        )
    said = last_lines(errors, _LAST_LINES)
    if code < 0:
        return Problem(
            code="boot-crashed",
            message="\n    ".join([f"{CPYTHON} died of {process.name_of(code)} {where}", *said]),
            paths=_paths_of(last),
        )
    if last[0] != "done":
        return Problem(
            code="boot-crashed",
            message="\n    ".join([f"{CPYTHON} ended with exit code {code} {where}", *said]),
            paths=_paths_of(last),
        )
    return None


def _where(last: tuple[Any, ...]) -> str:
    if last[0] == "importing":
        return f"while it imported `{last[1]}`"
    if last[0] == "done":
        return "while the interpreter ended"
    return "while the interpreter started" if last[0] == "starting" else "while it told what came up"


def _paths_of(last: tuple[Any, ...]) -> tuple[str, ...]:
    """Return where the module that was being imported may be declared: it is of one kind or the other."""
    if last[0] != "importing":
        return ()
    return f"static_extension:{last[1]}", f"dynamic_extension:{last[1]}"
