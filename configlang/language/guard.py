"""
The guard in front of the engine: texts so deeply nested that the engine would die of them are refused here.

The engine's parser, checker and evaluator call themselves once per level and have no bound, so that a deep enough
text ends the process. Measured with a stack of 8 MiB, the first to fall are 1,044 nested lambdas, 1,523 nested
functions and 2,070 nested dicts. No text of ``SAFE_LENGTH`` characters can hold that many of anything, and neither
can a file whose single statements are no longer than that and are not indented deeply. Only other texts
are looked at closely, with CPython's parser, which refuses them cleanly or gives a tree whose depth can be counted.
"""

from __future__ import annotations

from configlang.findings.finding import Finding, Span
from configlang.language.logical_lines import are_plain, logical_lines
from configlang.project.source import Source

SAFE_LENGTH = 2_000
"""Characters; the shortest deadly text known is 2,362 opening brackets."""
MAX_DEPTH = 500
"""Levels of nesting, operators in one chain, and ``elif`` branches in one ``if``."""
MAX_CLAUSES = 100
"""``for`` and ``if`` clauses in one comprehension."""
MAX_OPERANDS = 1_000
"""Operands of one flat chain of ``and`` or ``or``."""
MAX_INDENT = 100
"""Spaces before a line, for the quick look; deeper lines are counted exactly."""


def guard(source: Source, reserved: str) -> list[Finding]:
    """
    Return why a text must not reach the engine; nothing where it may.

    Args:
        source: The text.
        reserved: What no name in it may start with.
    """
    text = source.text
    if reserved in text:
        offset = text.index(reserved)
        line, column = text.count("\n", 0, offset), offset - text.rfind("\n", 0, offset) - 1
        span = Span.from_line(source.name, line, column, len(reserved))
        return [
            Finding(code="reserved-name", message=f"names that start with `{reserved}` are configlang's own", span=span)
        ]
    if len(text) <= SAFE_LENGTH:
        return []
    suspect = _suspicious_offset(text)
    return [] if suspect is None else _look_closely(source, text.count("\n", 0, suspect) + 1)


def refuse_annotations(source: Source) -> list[Finding]:
    """Return a finding for every annotated variable: the engine takes them, the language does not."""
    if ":" not in source.text:
        return []
    import re

    # What looks like one may be an entry of a dict; only CPython's parser can tell.
    if not re.search(r"\n[ ]*[A-Za-z_]\w*[ ]*:[^=\n]*[\w\])]", f"\n{source.text}"):
        return []
    import ast

    from configlang.language.places import Places, parse_quietly

    places = Places(source)
    return [
        Finding(
            code="syntax",
            message="a variable can't be annotated",
            span=places.node_span(node.annotation),
            hint="write the value alone; parameters and results of functions can be annotated",
        )
        for node in ast.walk(parse_quietly(source.text) or ast.Module([], []))
        if isinstance(node, ast.AnnAssign)
    ]


def _suspicious_offset(text: str) -> int | None:
    """Return where a long statement, a deeply indented line or a long chain of branches starts; None without any."""
    if text.count("elif") > MAX_CLAUSES:
        return text.index("elif")
    if " " * MAX_INDENT in text:
        return text.index(" " * MAX_INDENT)
    # Many lines come at once where none of them is long.
    are_short = max(map(len, text.split("\n"))) <= SAFE_LENGTH
    if are_short and are_plain(text):
        return None
    end = 0
    for start, first, stop in logical_lines(text, are_joined=are_short):
        if text.index("\n", first) - start > SAFE_LENGTH:
            return start
        end = stop
    return end if len(text) - end > SAFE_LENGTH else None


def _look_closely(source: Source, suspect: int) -> list[Finding]:
    """Parse a text and measure its tree; ``suspect`` is the line to blame (1-based) where no other is known."""
    import ast
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source.text)
    except (RecursionError, MemoryError):
        return [_too_deep(source, suspect, "this is nested too deeply")]
    except SyntaxError as error:
        if "too many" in (error.msg or "") or "too complex" in (error.msg or ""):
            return [_too_deep(source, error.lineno or suspect, "this is nested too deeply")]
        # What Starlark says of a mistake in the text is better than what Python says.
        return []
    except ValueError:
        # A number of more digits than CPython converts at once.
        return []
    return _measure(source, tree)


def _measure(source: Source, tree: object) -> list[Finding]:
    import ast

    level: list[tuple[ast.AST, int | None]] = [(tree, None)]  # type: ignore[list-item]
    depth = 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            return [_too_deep(source, level[0][1], f"this is nested more than {MAX_DEPTH} levels deep")]
        below: list[tuple[ast.AST, int | None]] = []
        for node, line in level:
            here = getattr(node, "lineno", line)
            if isinstance(node, ast.BoolOp) and len(node.values) > MAX_OPERANDS:
                return [_too_deep(source, here, f"more than {MAX_OPERANDS} operands are joined in one expression")]
            if isinstance(node, (ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp)):
                clauses = sum(1 + len(clause.ifs) for clause in node.generators)
                if clauses > MAX_CLAUSES:
                    return [_too_deep(source, here, f"a comprehension has more than {MAX_CLAUSES} clauses")]
            below += [(child, here) for child in ast.iter_child_nodes(node)]
        level = below
    return []


def _too_deep(source: Source, line: int | None, message: str) -> Finding:
    number = (line or 1) - 1
    text = source.line(number) or ""
    width = len(text.strip()) if line else 0
    return Finding(
        code="too-deep",
        message=message,
        span=Span.from_line(source.name, number, len(text) - len(text.lstrip()), min(width, 80)),
        hint="give parts of it names of their own",
    )
