"""How findings reach people and programs: the options of that, and what is printed and written by them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from types import SimpleNamespace

from configlang.cache import looks
from configlang.cli.command import FINDINGS, print_error
from configlang.cli.parser import Parser, one_of
from configlang.cli.words import WrongWordError
from configlang.light.typed import TYPE_CHECKING, NamedTuple
from configlang.project.limits import ENDS
from configlang.worker import here
from configlang.worker.protocol import Answer, File, file_of

if TYPE_CHECKING:
    from configlang.findings.finding import Finding, Printed
    from configlang.findings.render import ReadLine
    from configlang.worker.report import Death

MESSAGE_FORMATS = ("text", "json", "sarif", "github")
COLORS = ("auto", "always", "never")


class Reporting(NamedTuple):
    """
    How findings are shown.

    Attributes:
        message_format: In which form, one of ``MESSAGE_FORMATS``.
        is_whole: Whether all of them are shown, however many there are.
        is_strict: Whether warnings fail as errors do.
        is_counted: Whether they are counted by code instead.
        color: When there are colours, one of ``COLORS``.
        reports: Further reports, as the form and the path of each.
    """

    message_format: str = "text"
    is_whole: bool = False
    is_strict: bool = False
    is_counted: bool = False
    color: str = "auto"
    reports: tuple[tuple[str, str], ...] = ()

    def strict_as(self, is_strict: bool) -> Reporting:  # noqa: FBT001 - what a project says, as it stands
        """Return the same where warnings fail, too, if a project wants that."""
        return self._replace(is_strict=self.is_strict or is_strict)

    @classmethod
    def from_data(cls, data: Mapping[str, object]) -> Reporting:
        """Return what was told of a run as it began; nothing where it had not come to that."""
        given = cls(**data)  # type: ignore[arg-type]
        return given._replace(reports=tuple((name, path) for name, path in given.reports))


class Told(NamedTuple):
    """
    What came of telling.

    Attributes:
        is_failing: Whether the exit code has to say that something was found.
        files: The reports to write, by path.
    """

    is_failing: bool
    files: dict[str, File]


def add_reporting(parser: Parser) -> None:
    """Add the options that say how findings are told."""
    parser.add_choice(
        "--message-format",
        MESSAGE_FORMATS,
        "form of findings",
        default="text",
        help="how findings are printed (default: text)",
    )
    parser.add_argument("--all-findings", action="store_true", help="print all findings, however many there are")
    parser.add_argument(
        "--strict", action="store_true", help="fail where there are warnings, as where there are errors"
    )
    parser.add_argument("--statistics", action="store_true", help="count the findings by code instead of printing them")
    parser.add_argument(
        "--report",
        metavar="FORMAT=PATH",
        action="append",
        default=[],
        type=_report,
        help="write the findings to a file too, in a form of --message-format; may be repeated",
    )
    parser.add_choice("--color", COLORS, "time for colours", default="auto", help="when to use colours (default: auto)")


def reporting(parser: Parser, words: SimpleNamespace) -> Reporting:
    """Return what the options of ``add_reporting`` say; wrong usage ends the process."""
    shown = Reporting(
        message_format=words.message_format,
        is_whole=words.all_findings,
        is_strict=words.strict,
        is_counted=words.statistics,
        color=words.color,
        reports=tuple(words.report),
    )
    if shown.is_counted and shown.message_format not in {"text", "json"}:
        parser.error(f"--statistics: there is no {shown.message_format} of it, but text and json")
    places = [looks.realpath(path) for _, path in shown.reports]
    if len(set(places)) != len(places):
        parser.error("two --report options name one file")
    # Who waits for this process shows in the same way what became of it.
    here.tell({"reporting": shown._asdict()})
    return shown


def refuse_inputs(parser: Parser, shown: Reporting, inputs: Iterable[str]) -> None:
    """Refuse reports that would be written over other files of the run."""
    read = {looks.realpath(path) for path in inputs} if shown.reports else set()
    for _, path in shown.reports:
        if looks.realpath(path) in read:
            parser.error(f"--report: `{path}` is read or written by this run; choose another name")


def tell(findings: Iterable[Finding], read_line: ReadLine, shown: Reporting, printed: Iterable[Printed] = ()) -> Told:
    """
    Print the findings of a run to stderr, and before them what the config printed.

    Called once a run: a SARIF log is one document.
    """
    found, lines = list(findings), list(printed)
    if not found and not lines and not shown.reports and shown.message_format != "sarif":
        # Of a good config there is nothing to tell.
        return Told(is_failing=False, files={})
    from configlang.findings.finding import Severity
    from configlang.findings.report import report, statistics

    if not ENDS.isdisjoint(finding.code for finding in found):
        looks.give_up()
    if shown.is_counted:
        text = statistics(found, shown.message_format)
    else:
        text = report(
            found,
            read_line,
            shown.message_format,
            lines,
            is_coloured=is_coloured(shown.color),
            is_linked=is_linked(shown.color),
            is_whole=shown.is_whole,
        )
    if text:
        print_error(text)
    written = {path: report(found, read_line, name, lines, is_whole=shown.is_whole) for name, path in shown.reports}
    files = {path: file_of(f"{text}\n" if text else "") for path, text in written.items()}
    failing = {Severity.ERROR, Severity.WARNING} if shown.is_strict else {Severity.ERROR}
    return Told(any(finding.severity in failing for finding in found), files)


def tell_death(death: Death) -> Answer:
    """Print what there is to say of a worker that gave no answer; return the rest of the answer."""
    from configlang.evaluation import Evaluation

    ended = Evaluation.from_answer(death)
    told = tell(ended.findings, ended.read_line, Reporting.from_data(death.reporting), ended.printed)
    return Answer(FINDINGS, files=told.files)


def read_first(readers: Iterable[ReadLine]) -> ReadLine:
    """Return what reads a line from the first of several that has it."""
    readers = tuple(readers)

    def read_line(file: str, line: int) -> str | None:
        return next((text for read in readers if (text := read(file, line)) is not None), None)

    return read_line


def is_coloured(color: str = "auto") -> bool:
    """Tell whether messages are shown in colours."""
    return is_colouring(color, is_terminal=sys.stderr is not None and sys.stderr.isatty())


def is_colouring(color: str, *, is_terminal: bool) -> bool:
    """Tell whether there are colours on a stream."""
    if color != "auto":
        return color == "always"
    return is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def is_linked(color: str = "auto") -> bool:
    """Tell whether codes are links: for people at a terminal alone, and not on one that would show the address."""
    is_terminal = sys.stderr is not None and sys.stderr.isatty()
    return is_terminal and is_coloured(color) and os.environ.get("TERM") not in {"dumb", "linux"}


def _report(text: str) -> tuple[str, str]:
    name, equals, path = text.partition("=")
    if not equals or not path:
        raise WrongWordError(f"`{text}` is not FORMAT=PATH")
    return one_of(MESSAGE_FORMATS, "form of findings")(name), path
