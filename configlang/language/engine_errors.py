"""What the engine says when it refuses a text, as findings: codes, messages in our words, places in people's files."""

from __future__ import annotations

import re

import attrs

from configlang.findings.finding import Finding, Position, Related, Span
from configlang.findings.problem import Problem
from configlang.findings.suggest import did_you_mean
from configlang.language.declarations import STDLIB_PREFIX, Sources, parse_stack, people_frames

# The engine's texts, most telling first. Each pattern is tried on the text behind "error: "; groups fill the message.
_KNOWN: tuple[tuple[str, str, str | None, str | None], ...] = (
    (r"fail: ((?s:.*))", "failed", "{0}", None),
    (r"fail:", "failed", "the config stops here, without a word", None),
    (
        r"Starlark call stack overflow",
        "call-depth",
        "too many calls stand inside one another",
        "set call_depth in [limits] of configlang.toml, or write a loop",
    ),
    (r"Parse error: tabs are not allowed", "syntax", "a tab indents this line", "indent with spaces"),
    (
        r"Parse error: cannot use reserved keyword `(while)`",
        "syntax",
        "`{0}` is not in the language",
        "write a `for` over a `range`",
    ),
    (
        r"Parse error: cannot use reserved keyword `(import|from)`",
        "syntax",
        "`{0}` is not in the language",
        'write load("//dir:file.bzl", "name")',
    ),
    (
        r"Parse error: cannot use reserved keyword `(class)`",
        "syntax",
        "`{0}` is not in the language",
        "use `struct` or `record`",
    ),
    (
        r"Parse error: cannot use reserved keyword `(try|raise|except|finally)`",
        "syntax",
        "`{0}` is not in the language",
        'there are no exceptions; stop with fail("...")',
    ),
    (
        r"Parse error: cannot use reserved keyword `(is)`",
        "syntax",
        "`{0}` is not in the language",
        "compare with `==`",
    ),
    (r"Parse error: cannot use reserved keyword `(\w+)`", "syntax", "`{0}` is a reserved word", None),
    (
        r"Your Starlark dialect must enable f-strings to use them",
        "syntax",
        "f-strings are not in the language",
        'write "{}".format(value)',
    ),
    (r"Parse error: unfinished string literal", "syntax", "the string is not closed", None),
    (r"Parse error: invalid input `(.*)`", "syntax", "`{0}` can't stand here", None),
    (r"Parse error: integer cannot have leading 0, got `(\w+)`", "syntax", "`{0}` starts with 0", "octal is 0o17"),
    (r"Parse error: ((?s:.*))", "syntax", "{0}", None),
    (
        r"/ positional-only-arguments is not allowed in this dialect",
        "syntax",
        "positional-only parameters are not in the language",
        None,
    ),
    (r"Variable `(\w+)` not found", "unknown-name", "`{0}` is not defined", None),
    (r"Unexpected parameter named `(\w+)`", "unknown-argument", "there is no parameter `{0}`", None),
    (r"Found `(\w+)` extra named parameter\(s\).*", "unknown-argument", "there is no parameter `{0}`", None),
    (r"Missing required parameter `(\w+)`", "missing-argument", "the argument `{0}` is missing", None),
    (r"Missing (?:named-only )?parameter `(\w+)`.*", "missing-argument", "the argument `{0}` is missing", None),
    (r"Too many positional arguments", "surplus-argument", "one positional argument too many", None),
    (r"Found (\d+) extra positional argument.*", "surplus-argument", "{0} positional argument(s) too many", None),
    (r"Expected type `(.*)` but got `(.*)`", "wrong-type", "got a value of type {1}, wanted is {0}", None),
    (
        (
            r"Value `((?s:.*))` of type `(\w+)` does not match the type annotation `(.*)`"
            r" for (?:argument `(\w+)`|return type)"
        ),
        "wrong-type",
        "got a value of type {1}, wanted is {2}",
        None,
    ),
    (
        r"The attribute `(\w+)` is not available on the type `(.*)`",
        "unknown-attribute",
        "{1} has no attribute `{0}`",
        None,
    ),
    (r"Object of type `(.*)` has no attribute `(\w+)`", "unknown-attribute", "{0} has no attribute `{1}`", None),
    (r"Module has no symbol `(\w+)`", "load-unknown-name", "the loaded file does not define `{0}`", None),
    (
        r"Cannot import private symbol `(\w+)`",
        "load-private-name",
        "`{0}` is private to its file",
        "names that start with _ can't be loaded",
    ),
    (r"`load` must only occur at the top of a module", "syntax", "`load` stands at the top level of a file only", None),
    (r"(`(?:return|break|continue)` cannot be used outside of .*)", "syntax", "{0}", None),
    (r"positional argument after non positional", "syntax", "a positional argument stands behind a named one", None),
    (r"repeated named argument", "syntax", "the argument is given twice", None),
)
_COMPILED = tuple((re.compile(pattern + r"\Z"), code, message, hint) for pattern, code, message, hint in _KNOWN)
_EXPECTED = re.compile(r"Parse error: unexpected ((?s:.*)) here, expected one of ((?s:.*))\Z")
_MAX_WANTED = 2
_PLACE = re.compile(r"^ *--> (.*?):(\d+):(\d+)$", re.MULTILINE)
_CALLEE = re.compile(r"`?(?:m\d+|@stdlib//[\w/]*:[\w.]+\.bzl)\.(\w+)`?")
_SUGGESTION = re.compile(r", did you mean `(\w+)`\?\Z")


def classify(text: str) -> Problem:
    """Return what an engine text without its ``error: ``, place and snippet says."""
    hint = None
    if suggestion := _SUGGESTION.search(text):
        text = text[: suggestion.start()]
        # The engine's idea of near is wide: `bool` for `foo`.
        if name := re.search(r"`(\w+)`", text):
            hint = did_you_mean(name[1], [suggestion[1]])
    if match := _EXPECTED.match(text):
        wanted = match[2].split(", ")
        # The engine lists all that could begin an expression there; one or two say something.
        tail = f"; wanted is {match[2]}" if len(wanted) <= _MAX_WANTED else ""
        return Problem(code="syntax", message=f"unexpected {match[1]}{tail}".replace('"', "`"))
    for pattern, code, message, own_hint in _COMPILED:
        if match := pattern.match(text):
            groups = [_type_name(group) if code == "wrong-type" else group for group in match.groups("")]
            return Problem(code=code, message=(message or "{0}").format(*groups), hint=hint or own_hint)
    return Problem(code="evaluation-failed", message=_CALLEE.sub(r"`\1`", text), hint=hint)


_MAX_TYPE_NAME = 80


def _type_name(text: str) -> str:
    """Return a type as people say it; one of a deeply nested value is cut."""
    return text.replace(" | ", " or ") if len(text) <= _MAX_TYPE_NAME else text[: _MAX_TYPE_NAME - 3] + "..."


def split_error(text: str) -> tuple[list[tuple[str, int, str]], str, tuple[str, int, int] | None]:
    """
    Take an engine error apart.

    Returns:
        The frames (outermost first), the text behind ``error: `` without place and snippet, and the place: the
        engine's name of the file, 0-based line and column.
    """
    # The first, because the message may hold another; the source lines in the frames are indented.
    head, _, rest = text.partition("\nerror: ") if not text.startswith("error: ") else ("", "", text[7:])
    place = None
    # The place is the last one that starts a line: the message itself may hold anything.
    for match in _PLACE.finditer(rest):
        place = match
    if place is None:
        return parse_stack(head), rest.strip("\n"), None
    message = rest[: place.start()].rstrip("\n")
    return parse_stack(head), message, (place[1], int(place[2]) - 1, int(place[3]) - 1)


def explain(text: str, sources: Sources) -> Finding:
    """Return the finding for an error that the engine raised while it parsed or ran people's files."""
    frames, message, place = split_error(text)
    problem = classify(message)
    own = [frame for frame in frames if not frame[0].startswith(STDLIB_PREFIX) and sources.has(frame[0])]
    span = None
    if place is not None and sources.has(place[0]) and not place[0].startswith(STDLIB_PREFIX):
        span = _span_at(text, place, sources)
        # The innermost frame is the place itself, when the frames reach down to it.
        if own and own[-1][:2] == place[:2]:
            own = own[:-1]
    elif own:
        module, line, _ = own.pop()
        places = sources.places(module)
        calls = places.calls_at(line)
        span = places.node_span(calls[0]) if calls else places.line_span(line)
    finding = problem.at(span, stack=people_frames(own, sources))
    source = sources.by_name(span.file) if span else None
    if span is None or source is None:
        return finding
    if finding.code == "syntax":
        return _at_what_is_missing(finding, span, source.text)
    name = re.search(r"`(\w+)`", finding.message)
    if finding.code == "unknown-argument" and name:
        return _at_keyword(finding, span, name[1], sources)
    return finding


_LEXEMES = re.compile(
    r'"""(?s:.*?)"""|\'\'\'(?s:.*?)\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|#[^\n]*|[\[({]|[\])}]'
)
"""Brackets, and what may hold some that are none."""
_LONE_NAME = re.compile(r"(\s*)(\w+)\s*\Z")
_BEGINS = re.compile(r"unexpected (?:identifier|keyword|string|integer|float)")


def _at_what_is_missing(finding: Finding, span: Span, text: str) -> Finding:
    """Move a syntax error from where the parser gives up to where something is missing, if that is another line."""
    lines = text.split("\n")
    here = span.start
    if finding.message == "incorrect indentation":
        # The engine names the line end before it.
        number = next((n for n in range(here.line + 1, len(lines)) if lines[n].strip()), here.line)
        indent = len(lines[number]) - len(lines[number].lstrip())
        return finding if number == here.line else _moved(finding, span, number, 0, indent)
    if finding.message.startswith("unexpected new line") and (here.line, here.column) == (0, 0):
        # The engine has no place for the end of the file.
        opened = _open_bracket(text)
        if opened is None:
            return finding
        line, column = opened
        message = f"the bracket `{lines[line][column]}` is not closed"
        return attrs.evolve(_moved(finding, span, line, column, 1), message=message)
    before = _code_before(lines, here.line)
    if before is None or lines[here.line][: here.column].strip():
        return finding
    line, code = before
    lone = _LONE_NAME.match(code)
    if finding.message == "unexpected new indentation block" and lone and lone[2] not in {"pass", "break", "continue"}:
        moved = _moved(finding, span, line, len(lone[1]), len(lone[2]))
        return attrs.evolve(moved, message=f"an opening bracket is missing behind `{lone[2]}`")
    opened = _open_bracket("\n".join([*lines[: here.line], ""]))
    if opened is None or not _BEGINS.match(finding.message):
        return finding
    bracket = Span.from_line(span.file, *opened, 1)
    return attrs.evolve(
        _moved(finding, span, line, len(code) - 1, 1),
        message=f"a comma or a closing bracket is missing behind this: {finding.message} in line {here.line + 1}",
        related=(Related("the bracket that is open", bracket),),
    )


def _moved(finding: Finding, span: Span, line: int, column: int, width: int) -> Finding:
    return attrs.evolve(finding, span=Span.from_line(span.file, line, column, max(width, 1)))


def _code_before(lines: list[str], line: int) -> tuple[int, str] | None:
    """Return the nearest line above that is not empty or a comment, without the comment behind it."""
    for number in range(line - 1, -1, -1):
        code = lines[number]
        for match in _LEXEMES.finditer(code):
            if match[0].startswith("#"):
                code = code[: match.start()]
        if code.strip():
            return number, code.rstrip()
    return None


def _open_bracket(text: str) -> tuple[int, int] | None:
    """Return line and column of the innermost bracket that is open at the end of a text."""
    opened: list[int] = []
    for match in _LEXEMES.finditer(text):
        if match[0] in {"(", "[", "{"}:
            opened.append(match.start())
        elif match[0] in {")", "]", "}"} and opened:
            opened.pop()
    if not opened:
        return None
    at = opened[-1]
    return text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1


def _at_keyword(finding: Finding, span: Span, name: str, sources: Sources) -> Finding:
    """Move an unknown argument from its call to its name, or to the one dict that has a key of this name."""
    import ast

    keys: list[Span] = []
    for module, source in sources.items():
        if module.startswith(STDLIB_PREFIX):
            continue
        places = sources.places(module)
        if source.name == span.file:
            for keyword in (keyword for call in places.calls_at(span.start.line) for keyword in call.keywords):
                if keyword.arg == name:
                    start = places.node_span(keyword).start
                    return _moved(finding, span, start.line, start.column, len(name))
        if name in source.text:
            dicts = [node for node in ast.walk(places.tree) if isinstance(node, ast.Dict)]
            keys += [
                places.node_span(key)
                for node in dicts
                for key in node.keys
                if isinstance(key, ast.Constant) and key.value == name
            ]
    if len(keys) != 1:
        return finding
    return attrs.evolve(finding, span=keys[0], related=(Related("it is passed on here", span),))


def _next_tab(text: str, line: int, column: int) -> tuple[int, int]:
    """Return line and column of the first tab at or behind a place; the place itself where there is none."""
    lines = text.split("\n")
    for number in range(line, len(lines)):
        found = lines[number].find("\t", column if number == line else 0)
        if found >= 0:
            return number, found
    return line, column


def _span_at(text: str, place: tuple[str, int, int], sources: Sources) -> Span:
    """Return the span that the engine underlines in its snippet, which stands behind the place."""
    module, line, column = place
    if "tabs are not allowed" in text:
        # The engine names the line end before it.
        line, column = _next_tab(sources.text(module), line, column)
    marks = text.rstrip("\n ").rsplit("\n", 2)
    width = 0
    for mark_line in reversed(marks):
        stripped = mark_line.strip(" |")
        if stripped and not stripped.strip("^"):
            width = len(stripped)
            break
    name = sources.name(module)
    return Span(name, Position(line, column), Position(line, column + max(width, 1)))
