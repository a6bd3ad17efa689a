"""
Typing mistakes: every way to make one of some thirty kinds at every spot of a config.

A mutant knows the line that was mistyped, which is the one that a finding must point at. Spots are found with CPython's
tokens and tree, which read every config here. Mistyped are uses and never definitions: a name that is misspelt where
it is defined is right there, and wrong wherever else it stands.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Callable, Iterator

import attrs

from configlang.language.rules import PREDECLARED
from configlang.schema import rules
from configlang.schema.field import Kind
from configlang.schema.rules import RULES
from configlang.schema.table import FIELDS

_FIELDS = [field for field in FIELDS if field.kind is Kind.CHOICE]
_PARAMETERS = [each for rule in RULES.values() for each in rule.parameters.values() if each.kind == "choice"]
ENUM_VALUES = {
    *(choice.value for field in _FIELDS for choice in field.choices),
    *(choice for parameter in _PARAMETERS for choice in parameter.choices),
}
ENUM_ARGUMENTS = {*(field.name for field in _FIELDS), *(parameter.name for parameter in _PARAMETERS)}
OPEN_ENDED = frozenset({"struct", "record", "dict", "load"})
"""Functions whose keywords are names that the caller makes up."""
SINGLE = frozenset(rule.name for rule in RULES.values() if rule.is_single)
EXTENSIONS = frozenset({"static_extension", "dynamic_extension"})
REQUIRED = {
    rule.name: required
    for rule in RULES.values()
    if (required := tuple(each.name for each in rule.parameters.values() if each.default is rules.REQUIRED))
}
TYPED = frozenset({*RULES, "stdlib_paths"})


@attrs.frozen
class Mutant:
    """One mistake: its kind, the text that has it, and the 0-based line that was mistyped."""

    kind: str
    text: str
    line: int


@attrs.frozen
class Token:
    """One token: its type, its text, and where it starts and ends in the text (offsets)."""

    type: int
    text: str
    start: int
    end: int


class Config:
    """A right text with all that is needed to make mistakes in it."""

    def __init__(self, text: str) -> None:
        """Take it apart."""
        assert text.isascii(), "columns of the tree are counted in bytes"
        self.text = text
        self.tree = ast.parse(text)
        self._starts = [0]
        for line in text.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self.tokens = [
            Token(token.exact_type, token.string, self.offset(*token.start), self.offset(*token.end))
            for token in tokenize.generate_tokens(io.StringIO(text).readline)
        ]
        self.functions = {node.name: node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)}

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a line (1-based) and a column (0-based)."""
        return self._starts[min(line, len(self._starts)) - 1] + column

    def span(self, node: ast.expr | ast.stmt | ast.keyword) -> tuple[int, int]:
        """Return the offsets of a node."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self.offset(node.lineno, node.col_offset), self.offset(node.end_lineno, node.end_col_offset)

    def edit(self, kind: str, start: int, end: int, new: str, blame: int | None = None) -> Mutant:
        """Return the mutant with something else between two offsets; blamed is the line of ``blame``, or ``start``."""
        text = self.text[:start] + new + self.text[end:]
        at = start if blame is None else blame
        return Mutant(kind, text, text.count("\n", 0, at))

    def calls(self) -> Iterator[tuple[ast.Call, str]]:
        """Give every call with the plain name of what it calls, which may be empty."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield node, node.func.id if isinstance(node.func, ast.Name) else ""

    def is_typed(self, function: str) -> bool:
        """Tell whether all parameters of a function have types: a rule, or a function with annotations."""
        own = self.functions.get(function)
        return function in TYPED or (
            own is not None and all(argument.annotation for argument in (*own.args.args, *own.args.kwonlyargs))
        )


Maker = Callable[[Config], Iterator[Mutant]]


def mutants(text: str) -> Iterator[Mutant]:
    """Give every mutant of a text, each text once a kind."""
    config = Config(text)
    for maker in MAKERS:
        seen = set()
        for mutant in maker(config):
            if mutant not in seen and mutant.text != text:
                seen.add(mutant)
                yield mutant


def misspell(name: str) -> str:
    """Return a name with a typical slip: two letters swapped where that changes it, else one letter twice."""
    middle = len(name) // 2
    for at in (*range(middle, len(name) - 1), *range(middle)):
        if name[at] != name[at + 1] and name[at].isalpha() and name[at + 1].isalpha():
            return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name + name[-1]


# Signs


_DROPPED = {
    "drop-comma": {tokenize.COMMA},
    "drop-closing-bracket": {tokenize.RPAR, tokenize.RSQB, tokenize.RBRACE},
    "drop-opening-bracket": {tokenize.LPAR, tokenize.LSQB, tokenize.LBRACE},
    "drop-colon": {tokenize.COLON},
    "drop-equals": {tokenize.EQUAL},
    "drop-operator": {tokenize.PLUS, tokenize.PERCENT, tokenize.EQEQUAL, tokenize.NOTEQUAL, tokenize.VBAR},
    "drop-dot": {tokenize.DOT},
}
_REPLACED = {
    "double-comma": {tokenize.COMMA: ",,"},
    "semicolon-for-comma": {tokenize.COMMA: ";"},
    "colon-for-equals": {tokenize.EQUAL: ":"},
    "double-equals": {tokenize.EQUAL: "=="},
    "equals-for-colon": {tokenize.COLON: "="},
    "equals-for-double-equals": {tokenize.EQEQUAL: "="},
    "other-bracket": {
        tokenize.RPAR: "]",
        tokenize.RSQB: ")",
        tokenize.RBRACE: "]",
    },
    "double-closing-bracket": {tokenize.RPAR: "))", tokenize.RSQB: "]]", tokenize.RBRACE: "}}"},
}


def signs(config: Config) -> Iterator[Mutant]:
    """Drop, double or replace commas, brackets, colons, equals signs, operators and dots."""
    for token in config.tokens:
        for kind, types in _DROPPED.items():
            if token.type in types:
                yield config.edit(kind, token.start, token.end, "")
        for kind, table in _REPLACED.items():
            if token.type in table:
                yield config.edit(kind, token.start, token.end, table[token.type])


def quotes(config: Config) -> Iterator[Mutant]:
    """Drop the quotes at one end of a text, or write the other kind of quote there."""
    for token in config.tokens:
        if token.type != tokenize.STRING:
            continue
        width = 3 if token.text.startswith(('"""', "'''")) else 1
        # A text over several lines that is not closed starts where it starts.
        yield config.edit("drop-closing-quote", token.end - width, token.end, "", token.start)
        yield config.edit("drop-opening-quote", token.start, token.start + width, "")
        if width == 1:
            other = "'" if token.text[0] == '"' else '"'
            yield config.edit("other-quote", token.end - 1, token.end, other, token.start)


def lines(config: Config) -> Iterator[Mutant]:
    """Move the start of a statement to the left or right, or indent it with a tab."""
    for node in ast.walk(config.tree):
        if not isinstance(node, ast.stmt):
            continue
        start = config.offset(node.lineno, 0)
        at = config.offset(node.lineno, node.col_offset)
        if config.text[start:at].strip():
            continue
        if node.col_offset:
            yield config.edit("unindent", start, at, "")
            yield config.edit("unindent-a-little", start, start + 1, "")
            yield config.edit("tab", start, at, "\t")
        else:
            yield config.edit("indent", start, at, " ")


# Names


def keyword_arguments(config: Config) -> Iterator[Mutant]:
    """Misspell the name of an argument, give it twice, or leave the name's value out."""
    for call, function in config.calls():
        for keyword in call.keywords:
            if keyword.arg is None:
                continue
            start, end = config.span(keyword)
            if function not in OPEN_ENDED:
                kind = "misspell-field" if function == "interpreter" else "misspell-argument"
                yield config.edit(kind, start, start + len(keyword.arg), misspell(keyword.arg))
                upper = keyword.arg.upper()
                yield config.edit("upper-case-argument", start, start + len(keyword.arg), upper)
            yield config.edit("duplicate-argument", end, end, f", {config.text[start:end]}")
            yield config.edit("delete-value", config.span(keyword.value)[0], end, "")


def names(config: Config) -> Iterator[Mutant]:
    """Misspell a rule, a name of the config's own, an attribute, or a constant, where it is used."""
    for node in ast.walk(config.tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            start, end = config.span(node)
            kind = "misspell-rule" if node.id in PREDECLARED else "misspell-name"
            if node.id != "load" and misspell(node.id) != node.id:
                yield config.edit(kind, start, end, misspell(node.id))
        elif isinstance(node, ast.Attribute):
            end = config.span(node)[1]
            yield config.edit("misspell-attribute", end - len(node.attr), end, misspell(node.attr))
        elif isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, bool)):
            start, end = config.span(node)
            yield config.edit("wrong-case", start, end, str(node.value).lower())


def words(config: Config) -> Iterator[Mutant]:
    """Misspell a word of the language."""
    for token in config.tokens:
        if token.text in {"def", "for", "in", "if", "else", "return", "lambda", "load"}:
            yield config.edit("misspell-word", token.start, token.end, misspell(token.text))


def loads(config: Config) -> Iterator[Mutant]:
    """Misspell a label or a symbol of a load."""
    for call, function in config.calls():
        if function != "load":
            continue
        label, *symbols = [*call.args, *(keyword.value for keyword in call.keywords)]
        start, end = config.span(label)
        for wrong in (misspell(config.text[start + 3 : end - 5]), ""):
            yield config.edit("misspell-label", start + 3, end - 5, wrong)
        yield config.edit("misspell-label", end - 5, end - 1, ".blz")
        for symbol in symbols:
            start, end = config.span(symbol)
            yield config.edit("misspell-loaded-name", start + 1, end - 1, misspell(config.text[start + 1 : end - 1]))


def enum_values(config: Config) -> Iterator[Mutant]:
    """Misspell one of the words that a field takes, or write it in upper case."""
    for call, function in config.calls():
        for keyword in call.keywords:
            value = keyword.value
            if (
                function in TYPED
                and keyword.arg in ENUM_ARGUMENTS
                and isinstance(value, ast.Constant)
                and value.value in ENUM_VALUES
            ):
                start, end = config.span(value)
                yield config.edit("misspell-value", start + 1, end - 1, misspell(str(value.value)))
                yield config.edit("upper-case-value", start + 1, end - 1, str(value.value).upper())


def dict_keys(config: Config) -> Iterator[Mutant]:
    """Misspell the key, or change the type of the value, of a dict that becomes arguments far away."""
    for node in ast.walk(config.tree):
        if not isinstance(node, ast.Dict):
            continue
        for key, value in zip(node.keys, node.values, strict=True):
            if not isinstance(key, ast.Constant) or key.value not in {field.name for field in FIELDS}:
                continue
            start, end = config.span(key)
            yield config.edit("misspell-field-in-dict", start + 1, end - 1, misspell(str(key.value)))
            start, end = config.span(value)
            if isinstance(value, ast.Constant):
                yield config.edit("swap-type-in-dict", start, end, "[1]")


# Values


def types(config: Config) -> Iterator[Mutant]:
    """Give a literal argument, or an element of one, another type."""
    for call, function in config.calls():
        if function in OPEN_ENDED or function in {"load", "len", "range", ""} or function[:1].isupper():
            continue
        given: list[tuple[str | None, ast.expr]] = [(None, value) for value in call.args]
        given += [(keyword.arg, keyword.value) for keyword in call.keywords if keyword.arg]
        for argument, value in given:
            # A default may be a str, a bool or an int: what is wrong shows where the value is used, as in a macro.
            is_typed = config.is_typed(function) and (function, argument) != ("variable", "default")
            kind = "swap-type" if is_typed else "swap-type-for-macro"
            nodes = [value, *(value.elts if isinstance(value, (ast.List, ast.Tuple)) else ())]
            for node in nodes:
                start, end = config.span(node)
                for wrong in _wrong_types(node, config.text[start:end]):
                    yield config.edit(kind, start, end, wrong)


def _wrong_types(node: ast.expr, text: str) -> tuple[str, ...]:
    if isinstance(node, ast.List):
        return ('"lib"', "1", "True", f"[{text}]")
    if not isinstance(node, ast.Constant) or node.value is None:
        return ()
    if isinstance(node.value, bool):
        return ('"yes"', "1", "[]")
    if isinstance(node.value, int):
        return (f'"{node.value}"', "[]", f"{node.value}.5")
    return ("1", "True", f"[{text}]")


def numbers(config: Config) -> Iterator[Mutant]:
    """Write a number that no field takes."""
    for call, function in config.calls():
        for keyword in call.keywords:
            if function == "interpreter" and isinstance(keyword.value, ast.Constant):
                start, end = config.span(keyword.value)
                if type(keyword.value.value) is int:
                    yield config.edit("out-of-range", start, end, "-1")
                    yield config.edit("out-of-range", start, end, str(1 << 40))


def arguments(config: Config) -> Iterator[Mutant]:
    """Delete an argument that is needed, or add one too many."""
    for call, function in config.calls():
        if function not in REQUIRED and function not in config.functions:
            continue
        required = REQUIRED.get(function) or _required(config.functions[function])
        at = config.span(call.func)[0]
        for index, name in enumerate(required):
            for position, argument in enumerate(call.args):
                # Of several positional arguments only the last can be left out without another taking its place.
                if position == index == len(call.args) - 1:
                    yield _without(config, argument, at)
            for keyword in call.keywords:
                if keyword.arg == name:
                    yield _without(config, keyword, at)
        start = config.span(call)[1] - 1
        if not call.keywords:
            yield config.edit("surplus-argument", start, start, ', "x"' * (4 - min(len(call.args), 3)), at)


def _required(function: ast.FunctionDef) -> list[str]:
    arguments = function.args.args
    return [argument.arg for argument in arguments[: len(arguments) - len(function.args.defaults)]]


def _without(config: Config, node: ast.expr | ast.keyword, blame: int) -> Mutant:
    """Return the mutant without an argument and its comma; blamed is the name of the function."""
    start, end = config.span(node)
    match = re.compile(r"\s*,").match(config.text, end)
    return config.edit("delete-argument", start, match.end() if match else end, "", blame)


def declarations(config: Config) -> Iterator[Mutant]:
    """Write a declaration a second time, right behind the first or at the end."""
    for statement in config.tree.body:
        call = statement.value if isinstance(statement, ast.Expr) else None
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            continue
        start, end = config.span(statement)
        copy = config.text[start:end]
        if call.func.id in SINGLE | EXTENSIONS:
            inner = 0
            if call.func.id in EXTENSIONS:
                # The second of two extensions is blamed at its name.
                named = [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg == "name")]
                inner = config.span(named[0])[0] - start
            yield config.edit("duplicate-declaration", end, end, f"\n{copy}", end + 1 + inner)
            last = len(config.text)
            yield config.edit("duplicate-declaration", last, last, f"{copy}\n", last + inner)


MAKERS: tuple[Maker, ...] = (
    signs,
    quotes,
    lines,
    keyword_arguments,
    names,
    words,
    loads,
    enum_values,
    dict_keys,
    types,
    numbers,
    arguments,
    declarations,
)
