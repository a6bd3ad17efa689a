"""How findings are shown: as text for a terminal, as JSON lines, and as commands for GitHub."""

from __future__ import annotations

import json
import unicodedata

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from configlang.findings.codec import from_data, to_data
from configlang.findings.finding import Finding, Frame, Position, Related, Severity, Span, has_errors, sorted_by_place
from configlang.findings.render import _printable, printed_to_text, safe_lines, summary, to_github, to_json, to_text

LINES = st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), max_size=300)
POSITIONS = st.builds(Position, st.integers(0, 9), st.integers(0, 400))
SPANS = st.tuples(st.text(max_size=5), POSITIONS, POSITIONS).map(lambda t: Span(t[0], *sorted(t[1:])))
FINDINGS = st.builds(
    Finding,
    code=st.just("some-code"),
    message=st.text(),
    span=st.none() | SPANS,
    severity=st.sampled_from(Severity),
    related=st.lists(st.builds(Related, st.text(), SPANS), max_size=2).map(tuple),
    stack=st.lists(st.builds(Frame, st.text(), st.integers(0, 9), st.just("`f`")), max_size=30).map(tuple),
    hint=st.none() | st.text(min_size=1),
)


def finding(start: int = 0, end: int = 0, line: int = 0) -> Finding:
    """Return a finding about a stretch of one line."""
    return Finding(code="some-code", message="wrong", span=Span("a.bzl", Position(line, start), Position(line, end)))


def shown(text: str, start: int, end: int) -> list[str]:
    """Return the lines that show a stretch of a text of one line."""
    return to_text(finding(start, end), lambda _file, _line: text).split("\n")


def columns(text: str) -> int:
    """Return the columns of a terminal that a text takes."""
    wide = [
        unicodedata.east_asian_width(char) in "WF" for char in text if unicodedata.category(char) not in {"Mn", "Me"}
    ]
    return len(wide) + sum(wide)


def test_all_parts_stand_in_their_order() -> None:
    """First what and where, then the source, other places, the way there, and what to do."""
    everything = Finding(
        code="some-code",
        message="wrong",
        span=Span.from_line("a.bzl", 11, 4, 3),
        severity=Severity.WARNING,
        related=(Related("first declared here", Span.from_line("b.bzl", 0, 0, 1)),),
        stack=(Frame("a.bzl", 20, "the top level"), Frame("a.bzl", 15, "`outer`")),
        hint="do it right",
    )
    lines = {("a.bzl", 11): "    foo()", ("b.bzl", 0): "x = 1"}

    assert to_text(everything, lambda file, line: lines.get((file, line))).split("\n") == [
        "a.bzl:12:5: warning[some-code]: wrong",
        "   |",
        "12 |     foo()",
        "   |     ^^^",
        "b.bzl:1:1: note: first declared here",
        "  |",
        "1 | x = 1",
        "  | ^",
        "  called from (outermost first):",
        "    a.bzl:21, in the top level",
        "    a.bzl:16, in `outer`",
        "  hint: do it right",
    ]


def test_absent_parts_leave_no_line() -> None:
    """A finding without a place is one line, and so is one whose source can't be had."""
    assert to_text(Finding(code="some-code", message="wrong"), lambda *_: "x") == "error[some-code]: wrong"
    assert to_text(finding(), lambda *_: None) == "a.bzl:1:1: error[some-code]: wrong"


@given(LINES, st.data())
def test_marks_stand_below_what_they_mark(text: str, data: st.DataObject) -> None:
    """The marks start where the marked text starts and are as wide, with wide, combining and escaped characters."""
    text = text[:100]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    before = shown(text[:start], 0, 0)[2].removeprefix("1 | ")
    marked = shown(text[start:end], 0, 0)[2].removeprefix("1 | ")

    marks = shown(text, start, end)[3].removeprefix("  | ")

    if "\t" not in text:
        assert marks == " " * columns(before) + "^" * max(1, columns(marked))
    assert marks.count("\t") == text[:start].count("\t")


@given(FINDINGS, LINES, st.booleans())
def test_no_text_reaches_the_terminal_raw(each: Finding, line: str, is_coloured: bool) -> None:
    """Names, messages and source lines can't move the cursor, hide anything, or turn the writing round."""
    text = to_text(each, lambda *_: line, is_coloured=is_coloured)

    for escape in ("\x1b[1m", "\x1b[0m", *(f"\x1b[1;{colour}m" for colour in (31, 32, 33, 34, 36))):
        text = text.replace(escape, "")
    assert {char for char in text if not char.isprintable()} <= {"\t", "\n"}


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_file_names_stay_on_their_line(name: str) -> None:
    """No file name can forge a finding of its own."""
    each = Finding(code="some-code", message="wrong", span=Span.from_line(name, 0))

    assert to_text(each, lambda *_: None).count("\n") == 0


@pytest.mark.parametrize(("start", "end"), [(0, 5), (300, 305), (5000, 5005), (9995, 10000), (0, 10_000)])
def test_long_lines_are_cut_around_the_place(start: int, end: int) -> None:
    """A generated line of any length shows its place and no more than a few rows of a terminal."""
    text = "".join(f"{number:05}" for number in range(2000))

    lines = shown(text, start, end)

    assert all(len(line) <= 170 for line in lines)
    place = lines[3].index("^")
    assert lines[2][place : place + 5] == text[start : start + 5]


def test_place_over_several_lines_is_marked_to_the_end_of_the_first() -> None:
    """Only the first line of a long argument is shown."""
    each = Finding(code="some-code", message="wrong", span=Span("a.bzl", Position(0, 4), Position(3, 1)))

    assert to_text(each, lambda *_: "x = [1,").split("\n")[3] == "  |     ^^^"


def test_place_behind_the_end_has_a_mark() -> None:
    """What is missing at the end of a line is marked there."""
    assert shown("x = [", 5, 5)[3] == "  |      ^"


def test_recursion_does_not_flood_the_terminal() -> None:
    """A stack of hundreds is shown with its ends and the number of what is left out."""
    each = Finding(code="some-code", message="wrong", stack=tuple(Frame("a.bzl", line, "`f`") for line in range(500)))

    lines = to_text(each, lambda *_: None).split("\n")

    assert len(lines) < 30
    assert lines[2] == "    a.bzl:1, in `f`"
    assert lines[-1] == "    a.bzl:500, in `f`"
    assert sum("more" in line for line in lines) == 1


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ("", ""),
        ("E", "1 error"),
        ("EWE", "2 errors, 1 warning"),
        ("WW", "2 warnings"),
        ("I", "1 info"),
    ],
)
def test_summary_counts(severities: str, expected: str) -> None:
    """The last line counts errors, warnings and infos, and says nothing of what there is none of."""
    by_letter = {severity.value[0].upper(): severity for severity in Severity}
    found = [Finding(code="some-code", message="", severity=by_letter[letter]) for letter in severities]

    assert summary(found) == expected
    assert has_errors(found) == ("E" in severities)


@given(FINDINGS)
def test_json_holds_the_whole_finding(each: Finding) -> None:
    """A finding goes through one line of ASCII and comes back equal."""
    line = to_json(each)

    assert "\n" not in line
    assert line.isascii()
    assert each == from_data(json.loads(line))


@given(FINDINGS)
def test_json_leaves_out_what_is_absent(each: Finding) -> None:
    """No key stands there for nothing, and places count from 1."""
    data = to_data(each)

    assert {"code", "severity", "message"} <= data.keys()
    assert (each.span is not None) == ("file" in data) == ("range" in data)
    assert [bool(each.related), bool(each.stack), each.hint is not None] == [
        key in data for key in ("related", "stack", "hint")
    ]
    if each.span is not None:
        assert data["range"]["start"] == {"line": each.span.start.line + 1, "column": each.span.start.column + 1}


@given(FINDINGS)
def test_github_gets_one_command_a_finding(each: Finding) -> None:
    """Whatever a finding holds, it is one line of the form that GitHub reads."""
    line = to_github(each)

    assert "\n" not in line
    assert "\r" not in line
    head, _, message = line.removeprefix("::").partition("::")
    assert head.split(" ")[0] in {"error", "warning", "notice"}
    assert message.replace("%0A", "\n").replace("%25", "%").startswith(_printable(each.message))


@pytest.mark.parametrize(
    ("severity", "command"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "notice")],
)
def test_github_annotation(severity: Severity, command: str) -> None:
    """An annotation has the level of its finding, the place counted from 1, and all that belongs to the message."""
    everything = attrs.evolve(
        finding(4, 7, 11),
        severity=severity,
        related=(Related("first declared here", Span.from_line("b.bzl", 2, 3, 1)),),
        hint="do it 100% right",
    )

    assert to_github(everything) == (
        f"::{command} title=some-code,file=a.bzl,line=12,col=5,endLine=12,endColumn=7"
        "::wrong%0Ab.bzl:3:4: first declared here%0Ahint: do it 100%25 right"
    )


def test_github_annotation_is_of_something() -> None:
    """An annotation of a place without width marks one character, and one without a place has none."""
    assert to_github(finding(4, 4)) == "::error title=some-code,file=a.bzl,line=1,col=5,endLine=1,endColumn=5::wrong"
    assert to_github(Finding(code="some-code", message="wrong")) == "::error title=some-code::wrong"


@given(st.lists(FINDINGS, max_size=6))
def test_findings_are_sorted_by_place_and_without_repetitions(found: list[Finding]) -> None:
    """The order is that of files, lines and columns, with those of no place first."""
    listed = sorted_by_place([*found, *found])

    assert set(found) == set(listed)
    assert len(set(found)) == len(listed)
    places = [each.span for each in listed if each.span]
    assert sorted(places) == places
    assert [each.span is None for each in listed] == sorted((each.span is None for each in listed), reverse=True)


# What reaches a terminal or the log of a CI

COMMANDS = (
    "::error::x",
    "##[error]x",
    "##vso[task.complete]",
    "##teamcity[x]",
    "\x1b]0;title\x07",
    "\u202e",
    "\r::error::x",
)
TEXTS = st.lists(st.sampled_from(COMMANDS) | st.sampled_from(["\n", " ", "\t", "a", "#", ":"]), max_size=8).map("".join)


def is_harmless(text: str) -> bool:
    """Tell whether a text holds nothing for a terminal or a CI to obey."""
    lines = text.split("\n")
    return (
        all(char.isprintable() or char == "\t" for line in lines for char in line)
        and not any(line.lstrip().startswith("::") for line in lines)
        and "##" not in text
    )


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_text_is_harmless(message: str, file: str, hint: str, line: str) -> None:
    """Whatever a message, a name, a hint or a line of a file holds, it is only shown."""
    found = Finding(
        code="some-code",
        message=message,
        span=Span.from_line(file, 0, 0, 1),
        related=(Related(message, Span.from_line(file, 0)),),
        stack=(Frame(file, 0, "`f`"),),
        hint=hint,
    )

    assert is_harmless(to_text(found, lambda _file, _line: line.replace("\n", "")))
    assert is_harmless(printed_to_text(file, 0, message))
    assert is_harmless(safe_lines(message))
    assert is_harmless(to_json(found))


@given(st.text(alphabet="ab c", max_size=20))
def test_plain_text_is_shown_as_it_is(text: str) -> None:
    """What is harmless is not changed."""
    assert text == safe_lines(text)
    assert f"a.bzl:1: {text}" == printed_to_text("a.bzl", 0, text)


def test_further_lines_begin_with_a_bar() -> None:
    """The line breaks of a text that a config prints stay, and nobody takes what follows for a line of ours."""
    assert "a.bzl:1: one\n  | two\n  | " == printed_to_text("a.bzl", 0, "one\ntwo\n")
