"""What the engine says when it refuses a text, as findings: codes, messages in our words, places in people's files."""

from __future__ import annotations

import re

from configlang.findings.finding import Finding, Position, Related, Span
from configlang.language.declarations import STDLIB_PREFIX, Sources, people_frames
from configlang.language.engine_texts import classify, split_error
from configlang.light import records


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
        from configlang.language.syntax_errors import explain_syntax

        return explain_syntax(finding, span, source.text)
    name = re.search(r"`(\w+)`", finding.message)
    if finding.code == "unknown-argument" and name:
        return _at_keyword(_of_function(finding, message, name[1]), span, name[1], sources)
    from configlang.language.remedies import remedied

    module = next(module for module, each in sources.items() if each is source)
    return remedied(finding, sources.places(module))


def _of_function(finding: Finding, text: str, name: str) -> Finding:
    """Name the function that has no such parameter, and the one that was meant."""
    from configlang.language.remedies import unknown_argument

    function = re.search(r"for call to (?:.*\.)?(\w+)\Z", text)
    problem = unknown_argument(function[1] if function else "", name)
    return records.evolve(finding, code=problem.code, message=problem.message, hint=problem.hint)


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
                    here = Span.from_line(span.file, start.line, start.column, len(name))
                    return records.evolve(finding, span=here)
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
    return records.evolve(finding, span=keys[0], related=(Related("it is passed on here", span),))


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
