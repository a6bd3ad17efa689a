"""
Mistakes of syntax: where something is missing, which is seldom where the parser gives up, and what to write instead.

The parser names one token and what it would have taken in its place. What people meant is told from the text around
it: the code before and behind in the line, and the bracket that is open there.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from configlang.findings.finding import Finding, Related, Span
from configlang.light import records
from configlang.light.patterns import pattern
from configlang.light.typed import NamedTuple

_LEXEMES = pattern(
    r'"""(?s:.*?)"""|\'\'\'(?s:.*?)\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|#[^\n]*|[\[({]|[\])}]'
)
"""Brackets, and what may hold some that are none."""
_LONE_NAME = pattern(r"(\s*)(\w+)\s*\Z")
_BEGINS = pattern(r"unexpected (?:identifier|keyword|string|integer|float)")
_CLOSING = {")": "(", "]": "[", "}": "{"}


class _Here(NamedTuple):
    """
    What stands around the place where the parser gives up.

    Attributes:
        message: What the parser says.
        text: The whole text.
        line: The line, 0-based.
        column: The column, 0-based.
        before: The line up to there.
        after: The line from there.
        opened: Line and column of the innermost bracket that is open there; None where none is.
    """

    message: str
    text: str
    line: int
    column: int
    before: str
    after: str
    opened: tuple[int, int] | None

    @property
    def bracket(self) -> str:
        """The bracket that is open."""
        if self.opened is None:
            return ""
        line, column = self.opened
        return self.text.split("\n")[line][column]

    @property
    def is_found(self) -> str:
        """What the parser did not expect: a symbol, else the kind of it."""
        match = re.match(r"unexpected (?:symbol|keyword|identifier) '(.*?)'|unexpected (\w+)", self.message)
        return (match[1] or match[2]) if match else ""


class _Remedy(NamedTuple):
    """
    What to say of a mistake.

    Attributes:
        hint: What to write.
        message: What is wrong, None where the parser says it well.
        related: The bracket that has to do with it, or nothing.
    """

    hint: str | None
    message: str | None = None
    related: tuple[tuple[str, tuple[int, int]], ...] = ()


def explain_syntax(finding: Finding, span: Span, text: str) -> Finding:
    """Return a finding about syntax with the words of what was probably meant, at the place of what is missing."""
    lines = text.split("\n")
    line, column = span.start.line, span.start.column
    row = lines[line] if line < len(lines) else ""
    above = "\n".join([*lines[:line], row[:column]])
    here = _Here(finding.message, text, line, column, row[:column], row[column:], _open_bracket(above))
    if finding.message == "the argument is given twice":
        name = row[column : span.end.column]
        return records.evolve(finding, message=f"the argument `{name}` is given twice")
    for find in _REMEDIES:
        if remedy := find(here):
            related = tuple(Related(what, Span.from_line(span.file, *at, 1)) for what, at in remedy.related)
            return records.evolve(
                finding,
                message=remedy.message or finding.message,
                hint=remedy.hint or finding.hint,
                related=finding.related + related,
            )
    return _at_what_is_missing(finding, span, text)


# What was typed for what


_QUOTES = "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u201b\xab\xbb`"
_SPACES = "\xa0\u2007\u202f\u2009\u200a\u2003\u2002\u3000\u200b\ufeff\u2060"


def _odd_character(here: _Here) -> _Remedy | None:
    """Find quotes and blanks of word processors, and what looks like an operator."""
    if not here.message.endswith("can't stand here") or not here.after:
        return None
    char = here.after[0]
    if char in _QUOTES:
        inside = re.match(rf"[{_QUOTES}]([^{_QUOTES}\n]*)", here.after)
        word = inside[1] if inside else ""
        return _Remedy(f'write "{word}", with straight quotes', f"`{char}` is no quote that a text can stand in")
    if char in _SPACES:
        return _Remedy("replace it by a plain space", f"a blank that is no plain space (U+{ord(char):04X}) stands here")
    if char == "$":
        path = re.match(r"\$\w+(?:[/\\][\w./\\]*)?", here.after)
        return _Remedy(f'write it in quotes: "{path[0]}"') if path else None
    if char == "?":
        return _Remedy("write `a if condition else b`")
    if char == "!":
        return _Remedy("write `!=`" if here.after.startswith("!=") else "write `not`")
    if char == "@":
        return _Remedy(None, "there are no decorators: `@` can't stand here")
    if not char.isascii() and (char.isalpha() or here.before[-1:].isalnum()):
        return _Remedy("write it with the letters a to z, digits and `_`", f"`{char}` can't be part of a name")
    return None


def _comment(here: _Here) -> _Remedy | None:
    if here.is_found in {"//", "/"} and not here.before.strip() and re.match(r"//|/\*", here.after):
        return _Remedy("a comment begins with `#`")
    return None


def _operators(here: _Here) -> _Remedy | None:
    """Find the operators of C and its like."""
    before, found = here.before.rstrip(), here.is_found
    if found == "&" and before.endswith("&"):
        return _Remedy("write `and`", "`&&` is not in the language")
    if found == "|" and before.endswith("|"):
        return _Remedy("write `or`", "`||` is not in the language")
    if before.endswith(("++", "+", "-")) and found in {"new", "+", "-"} and re.search(r"\w *(\+\+|--)$", before):
        return _Remedy("write `x += 1`", f"`{before[-2:]}` is not in the language")
    if (found == ":" and here.after.startswith(":=")) or (found == "=" and before.endswith(":")):
        return _Remedy("assign in a statement of its own, before this one", "`:=` is not in the language")
    if found in {"<", ">", "<=", ">=", "==", "!="} and re.search(r"[^<>=!](<|>|<=|>=|==|!=)[^<>=!]", before):
        return _Remedy("write `a < b and b < c`", "comparisons can't stand in a chain")
    if found == "**":
        return _Remedy(None, "`**` stands before arguments and parameters alone: there is no power")
    return None


def _argument(here: _Here) -> _Remedy | None:
    """Find arguments that are not written ``name = value``."""
    before, found = here.before.rstrip(), here.is_found
    name = re.search(r"""[(\[{,\s](["']?)(\w+)\1$""", before)
    if here.bracket == "(":
        if found == ":" and name:
            return _Remedy(f"write `{name[2]} = ...`", "`:` can't stand between an argument and its value")
        if found == "=" and name and name[1]:
            return _Remedy(f"write `{name[2]} = ...`", "the name of an argument stands without quotes")
        if found == ";":
            return _Remedy("write a comma", "`;` can't stand between arguments")
        if found in {"=", "=="} and before.endswith(("==", "=")):
            return _Remedy("write one `=`")
    if here.bracket == "{" and found == "=" and name:
        return _Remedy(f'write `"{name[2]}": ...`', "`=` can't stand between a key and its value")
    if here.bracket == "{" and found in {",", "}"} and here.message.endswith("wanted is `:`"):
        return _Remedy("write a list: `[...]`", "`{...}` is a dict, whose every key has a value; there are no sets")
    if here.bracket and found == "=" and here.bracket == "[" and name:
        return _Remedy("write `==` to compare, or a dict with `:`")
    return None


def _value(here: _Here) -> _Remedy | None:
    """Find where a value is missing, or one thing stands right behind another."""
    before, found = here.before.rstrip(), here.is_found
    assigned = re.search(r"(\w+)\s*=$", before)
    if assigned and found in {")", ",", "]", "}", "new"}:
        return _Remedy(f"write `{assigned[1]} = ...`, or leave it out", f"the value of `{assigned[1]}` is missing")
    if found == "," and before.endswith((",", "(", "[", "{")):
        return _Remedy("leave it out", "nothing stands before this comma")
    if here.bracket and before and _BEGINS.match(here.message):
        word = re.search(r"[(,\s](\w+)$", before)
        if here.bracket == "(" and word and not word[1].isdigit() and here.column > len(before):
            return _Remedy(f"write `{word[1]} = {_first(here.after)}`, or a comma between the two")
        if before.endswith(('"', "'")) and here.after[:1] in {'"', "'"}:
            return _Remedy("write a comma or a `+` between them", "two texts stand side by side")
    return None


def _first(code: str) -> str:
    match = re.match(r"""(?:"[^"\n]*"|'[^'\n]*'|[\w.]+)""", code)
    return match[0] if match else "..."


def _statement(here: _Here) -> _Remedy | None:
    """Find statements of other languages."""
    before, found = here.before.strip(), here.is_found
    if before == "else" and found == "if":
        return _Remedy("write `elif`")
    if found == "else" and not before:
        return _Remedy("it stands below an `if` or `for`, as deep as that", "this `else` has no `if`")
    if re.match(r"(if|elif|while)\b", before) and found == "=" and not here.bracket:
        return _Remedy("write `==` to compare", "`=` can't stand in a condition")
    if re.match(r"(if|elif|else|for|def)\b", before) and found == "{":
        return _Remedy("write `:`, and indent what belongs to it", "a block begins with `:`")
    if re.match(r"(def|if|elif|else|for)\b", before) and found == "new":
        return _Remedy("write `:` at the end of the line", "the `:` is missing that begins a block")
    return None


def _words(here: _Here) -> _Remedy | None:
    """Find words and brackets of other languages."""
    before, found = here.before.strip(), here.is_found
    if before == "print" and here.opened is None:
        return _Remedy(f"write `print({_first(here.after)})`")
    if before in {"b", "u"} and here.after[:1] in {'"', "'"}:
        return _Remedy("write a plain text", f"`{before}` can't stand before a text: there are no bytes")
    if re.search(r"[\s=(]b$", here.before) and here.after[:1] in {'"', "'"}:
        return _Remedy("write a plain text", "`b` can't stand before a text: there are no bytes")
    if before in {"const", "let", "var", "local", "auto", "set", "export"} and _BEGINS.match(here.message):
        return _Remedy(f"write `{_first(here.after)} = ...`", f"`{before}` can't stand before a name")
    if re.fullmatch(r"\w+(\.\w+)*", before) and found == "{":
        return _Remedy(f"write `{before}(...)`, with `name = value` inside", "a call has round brackets")
    if found == "load" or (re.match(r"load\s*\(", before) and here.message.endswith("wanted is `=`")):
        named = re.search(r"(\w+)$", before)
        return _Remedy(f'write "{named[1]}"', "the names in a `load` stand in quotes") if named else None
    return None


def _closing(here: _Here) -> _Remedy | None:
    """Find brackets that close what is not open."""
    char = here.after[:1]
    if here.is_found != char or char not in _CLOSING:
        return None
    if here.opened is None:
        return _Remedy("leave it out, or open one before", f"no bracket is open that `{char}` could close")
    if here.bracket != _CLOSING[char]:
        expected = {opening: closing for closing, opening in _CLOSING.items()}[here.bracket]
        return _Remedy(
            f"write `{expected}` before it, or in its place",
            f"`{char}` can't close the bracket `{here.bracket}`",
            (("the bracket that is open", here.opened),),
        )
    return None


_REMEDIES: tuple[Callable[[_Here], _Remedy | None], ...] = (
    _odd_character,
    _comment,
    _operators,
    _statement,
    _words,
    _argument,
    _closing,
    _value,
)


# Where something is missing


def _at_what_is_missing(finding: Finding, span: Span, text: str) -> Finding:
    """Move a syntax error from where the parser gives up to where something is missing, if that is another line."""
    lines = text.split("\n")
    here = span.start
    if finding.message in {"incorrect indentation", "unexpected new indentation block"}:
        return _of_indentation(finding, span, lines)
    if finding.message.startswith("unexpected new line") and (here.line, here.column) == (0, 0):
        # The engine has no place for the end of the file.
        opened = _open_bracket(text)
        if opened is None:
            return finding
        line, column = opened
        message = f"the bracket `{lines[line][column]}` is not closed"
        return records.evolve(moved(finding, span, line, column, 1), message=message)
    before = _code_before(lines, here.line)
    if before is None or lines[here.line][: here.column].strip():
        return finding
    line, code = before
    opened = _open_bracket("\n".join([*lines[: here.line], ""]))
    if opened is None or not _BEGINS.match(finding.message):
        return finding
    bracket = Span.from_line(span.file, *opened, 1)
    return records.evolve(
        moved(finding, span, line, len(code) - 1, 1),
        message=f"a comma or a closing bracket is missing behind this: {finding.message} in line {here.line + 1}",
        related=(Related("the bracket that is open", bracket),),
    )


def _of_indentation(finding: Finding, span: Span, lines: list[str]) -> Finding:
    """Say how deep a line is indented, and how deep it may be."""
    number = span.start.line
    is_back = finding.message == "incorrect indentation"
    if is_back:
        # The engine names the line end before it.
        number = next((n for n in range(number + 1, len(lines)) if lines[n].strip()), number)
    width = _width(lines[number])
    finding = moved(finding, span, number, 0, width)
    before = _code_before(lines, number)
    if before is None:
        return records.evolve(
            finding, message=f"the first line is indented, by {_spaces(width)}", hint="begin it at the left"
        )
    line, code = before
    if is_back:
        possible = " or ".join(str(each) for each in _open_blocks(lines, number))
        message = f"this line is indented by {_spaces(width)}, and the blocks around it by {possible}"
        return records.evolve(finding, message=message, hint=f"indent it by {possible}")
    lone = _LONE_NAME.match(code)
    if lone and lone[2] not in {"pass", "break", "continue"}:
        missing = moved(finding, span, line, len(lone[1]), len(lone[2]))
        return records.evolve(missing, message=f"an opening bracket is missing behind `{lone[2]}`")
    depth = _width(lines[line])
    message = f"this line is indented by {_spaces(width)}, and line {line + 1} by {depth}, which begins no block"
    return records.evolve(finding, message=message, hint=f"indent it by {depth}, or let the line before end in `:`")


def _open_blocks(lines: list[str], number: int) -> list[int]:
    """Return the widths that a line may have behind the lines before it, least first."""
    widths: list[int] = []
    for line in lines[:number]:
        if line.strip() and not line.strip().startswith("#"):
            width = _width(line)
            while widths and widths[-1] >= width:
                widths.pop()
            widths.append(width)
    return widths


def _width(line: str) -> int:
    return len(line) - len(line.lstrip())


def _spaces(count: int) -> str:
    return "1 space" if count == 1 else f"{count} spaces"


def moved(finding: Finding, span: Span, line: int, column: int, width: int) -> Finding:
    """Return a finding at another place of its file (0-based)."""
    return records.evolve(finding, span=Span.from_line(span.file, line, column, max(width, 1)))


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
