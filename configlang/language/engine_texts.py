"""
What the engine says, in our words: each of its texts with a code, a message and, where there is one, a remedy.

The parser, the run and the type checker word the same mistakes in different ways.
"""

from __future__ import annotations

import re

from configlang.findings.problem import Problem
from configlang.findings.suggest import did_you_mean
from configlang.language.declarations import parse_stack
from configlang.light.patterns import pattern
from configlang.light.typed import NamedTuple


class _Text(NamedTuple):
    """
    A text of the engine's.

    Attributes:
        pattern: What stands behind its ``error: ``.
        message: Our words. ``{0}`` is the first group, ``{0.t}`` the type that it names, ``{0.a}`` the same as
            "a str".
        hint: What to do.
        code: The code of the finding.
    """

    pattern: str
    message: str
    hint: str | None = None
    code: str = "evaluation-failed"


def _syntax(pattern: str, message: str, hint: str | None = None) -> _Text:
    return _Text(f"Parse error: {pattern}", message, hint, code="syntax")


def _reserved(words: str, hint: str) -> _Text:
    return _syntax(f"cannot use reserved keyword `({words})`", "`{0}` is not in the language", hint)


_PARSER = (
    _syntax("tabs are not allowed", "a tab indents this line", "indent with spaces"),
    _reserved("while", "write a `for` over a `range`"),
    _reserved("import|from", 'write load("//dir:file.bzl", "name")'),
    _reserved("class", "use `struct` or `record`"),
    _reserved("try|raise|except|finally", 'there are no exceptions; stop with fail("...")'),
    _reserved("is", "compare with `==`"),
    _reserved("assert", 'write `if not ...: fail("...")`'),
    _reserved("with|async|await", "a config opens nothing and waits for nothing; what it is given comes by `variable`"),
    _reserved("del", "a dict has `pop(key)`, a list `remove(value)`"),
    _reserved("global|nonlocal", "a function takes values as arguments and returns them"),
    _reserved("yield", "collect the values in a list, and return that"),
    _syntax(r"cannot use reserved keyword `(\w+)`", "`{0}` is a reserved word"),
    _syntax("unfinished string literal", "the string is not closed", "end it with the quote that it begins with"),
    _syntax("invalid string escape sequence `(.*)`", "`\\{0}` is no escape sequence", "a backslash itself is `\\\\`"),
    _syntax("invalid input `(.*)`", "`{0}` can't stand here"),
    _syntax(r"integer cannot have leading 0, got `(\w+)`", "`{0}` starts with 0", "octal is 0o17"),
    _syntax("((?s:.*))", "{0}"),
    _Text(
        r"Your Starlark dialect must enable f-strings to use them",
        "f-strings are not in the language",
        'write "{{}}".format(value)',
        code="syntax",
    ),
    _Text(
        r"/ positional-only-arguments is not allowed in this dialect",
        "positional-only parameters are not in the language",
        code="syntax",
    ),
    _Text(
        r"`load` must only occur at the top of a module",
        "`load` stands at the top level of a file only",
        code="syntax",
    ),
    _Text(r"`return` cannot be used outside of .*", "`return` stands in a function only", code="syntax"),
    _Text(r"`(break|continue)` cannot be used outside of .*", "`{0}` stands in a `for` loop only", code="syntax"),
    _Text(
        r"positional argument after non positional",
        "a positional argument stands behind a named one",
        "give it its name as well, or put it first",
        code="syntax",
    ),
    _Text(r"repeated named argument", "the argument is given twice", "leave one of the two out", code="syntax"),
    _Text(
        r"left-hand-side of assignment must take the form .*",
        "nothing can be assigned to this",
        "what stands on the left of `=` is a name, `a.b` or `a[b]`",
        code="syntax",
    ),
)

_NAMES = (
    _Text(r"Variable `(\w+)` not found", "`{0}` is not defined", code="unknown-name"),
    _Text(r"Unexpected parameter named `(\w+)`", "there is no parameter `{0}`", code="unknown-argument"),
    _Text(r"Found `(\w+)` extra named parameter\(s\).*", "there is no parameter `{0}`", code="unknown-argument"),
    _Text(r"Missing required parameter `_`", "an argument is missing", code="missing-argument"),
    _Text(r"Missing required parameter `(\w+)`", "the argument `{0}` is missing", code="missing-argument"),
    _Text(r"Missing (?:named-only )?parameter `(\w+)`.*", "the argument `{0}` is missing", code="missing-argument"),
    _Text(r"Too many positional arguments", "one positional argument too many", code="surplus-argument"),
    _Text(r"Found (\d+) extra positional argument.*", "{0} positional argument(s) too many", code="surplus-argument"),
    _Text(
        r"Wrong number of positional arguments, expected (.*), got (\d+)",
        "got {1} positional arguments, wanted is {0}",
    ),
    _Text(r"Argument `(\w+)` occurs more than once", "`{0}` is given twice", "leave one of the two out"),
    _Text(r"The argument provided for \*\*kwargs is not a dictionary", "what stands behind `**` is no dict"),
    _Text(r"The argument provided for \*args is not iterable", "what stands behind `*` is no list"),
    _Text(r"Expected type `(.*)` but got `(.*)`", "got a value of type {1.t}, wanted is {0.t}", code="wrong-type"),
    _Text(
        (
            r"Value `((?s:.*))` of type `(\w+)` does not match the type annotation `(.*)`"
            r" for (?:argument `(\w+)`|return type)"
        ),
        "got a value of type {1.t}, wanted is {2.t}",
        code="wrong-type",
    ),
    _Text(
        (
            r"(?:Type of parameters? (?:mismatch|`\w+` doesn't match), e|E)xpected `(.*?)`,"
            r" (?:actual|but got) `(.*?)(?: \(repr: (?s:.*)\))?`"
        ),
        "got a value of type {1.t}, wanted is {0.t}",
        code="wrong-type",
    ),
    _Text(
        r"The attribute `(\w+)` is not available on the type `(.*)`",
        "{1.t} has no attribute `{0}`",
        code="unknown-attribute",
    ),
    _Text(r"Object of type `(.*)` has no attribute `(\w+)`", "{0.t} has no attribute `{1}`", code="unknown-attribute"),
    _Text(r"Module has no symbol `(\w+)`", "the loaded file does not define `{0}`", code="load-unknown-name"),
    _Text(
        r"Cannot import private symbol `(\w+)`",
        "`{0}` is private to its file",
        "names that start with _ can't be loaded",
        code="load-private-name",
    ),
)

_RUN = (
    _Text(r"fail: ((?s:.*))", "{0}", code="failed"),
    _Text(r"fail:", "the config stops here, without a word", code="failed"),
    _Text(
        r"Starlark call stack overflow",
        "too many calls stand inside one another",
        "set call_depth in [limits] of configlang.toml, or write a loop",
        code="call-depth",
    ),
    _Text(r"Operation `call\(\)` not supported on type `(.*)`", "{0.a} can't be called"),
    _Text(
        r"Operation `\(iter\)` not supported on type `(.*)`",
        "{0.a} has no elements to go through",
        "wanted is a list, a tuple, a dict or a range",
    ),
    _Text(r"Operation `len\(\)` not supported on type `(.*)`", "{0.a} has no length"),
    _Text(
        r"Operation `\.(\w+)=` not supported on type `(.*)`",
        "`{0}` can't be set: {1.a} stays as it was made",
        "give the value where it is made",
    ),
    _Text(
        r"Operation `\.(\w+)` not supported on type `(.*)`", "{1.t} has no attribute `{0}`", code="unknown-attribute"
    ),
    _Text(r"Operation `\[\]` not supported for types `(.*)` and `(.*)`", "{0.a} has no elements for `[...]` to take"),
    _Text(r"Operation `\[::\]` not supported on type `(.*)`", "{0.a} has no parts for `[:]` to take"),
    _Text(r"Operation `in` not supported for types `(.*)` and `(.*)`", "`in` can't look for {0.a} in {1.a}"),
    _Text(
        r"Operation `(?:compare|cmp\(\))` not supported for types `(.*)` and `(.*)`",
        "{0.a} and {1.a} can't be put in order",
        "`<`, `>` and `sorted` compare values of one type",
    ),
    _Text(r"Operation `format\(%(.)\)` not supported on type `(.*)`", "`%{0}` does not format {1.a}"),
    _Text(
        r"Operation `\+` not supported for types `string` and `(list|tuple)`",
        "`+` can't join a str and {0.a}",
        'put the text into brackets: ["..."] + [...]',
    ),
    _Text(
        r"Operation `\+` not supported for types `(list|tuple)` and `string`",
        "`+` can't join {0.a} and a str",
        'put the text into brackets: [...] + ["..."]',
    ),
    _Text(
        r"Operation `\+` not supported for types `string` and `(int|float|bool)`",
        "`+` can't join a str and {0.a}",
        "make it a text: `str(...)`",
    ),
    _Text(
        r"Operation `\+` not supported for types `(int|float|bool)` and `string`",
        "`+` can't join {0.a} and a str",
        "make it a text: `str(...)`",
    ),
    _Text(
        r"Operation `\+` not supported for types `dict` and `dict`",
        "`+` can't join dicts",
        "`a | b` has the keys of both",
    ),
    _Text(
        r"Operation `\+` not supported for types `(list|tuple)` and `(list|tuple)`",
        "`+` can't join {0.a} and {1.a}",
        "make them alike: `list(...)`",
    ),
    _Text(r"Operation `(.+)` not supported for types `(.*)` and `(.*)`", "`{0}` does not work on {1.a} and {2.a}"),
    _Text(r"Operation `(.+)` not supported on type `(.*)`", "`{0}` does not work on {1.a}"),
    _Text(r"Cannot divide by zero|.*(?:division|Modulo) by zero.*", "this divides by zero"),
    _Text(r"Index `(.*)` is out of bound", "there is no element {0}"),
    _Text(
        r"Key `((?s:.*))` (?:was not found|not found in dictionary (?s:.*))",
        "there is no key {0}",
        "`.get(key, default)` of a dict gives a default instead",
    ),
    _Text(
        r"Immutable",
        "this can't be changed",
        "make a copy first, `list(...)` or `dict(...)`: tuples, strs and what a loaded file defines stay as they are",
    ),
    _Text(
        r"This operation mutates an iterable for an iterator while iterating\.?",
        "this changes what a loop is going through",
        "go through a copy: `list(...)`",
    ),
    _Text(r"Value of type `(.*)` is not hashable", "{0.a} can't be the key of a dict", "a tuple can"),
    _Text(r"Dictionary key repeated for `(.*)`", "the key {0} stands twice in this dict"),
    _Text(r"Unpacked (\d+) values but expected (\d+)", "there are {0} values for {1} names"),
    _Text(r"Cannot parse `((?s:.*))` as an integer in base 10", '"{0}" is no whole number'),
    _Text(r"Cannot parse `((?s:.*))` as an integer in base (\d+)", '"{0}" is no whole number in base {1}'),
    _Text(r"Unknown enum element `(.*)`, given to `(.*)`", '"{0}" is no element of {1}'),
    _Text(r"Local variable `(\w+)` referenced before assignment", "`{0}` has no value yet"),
    _Text(r"Not enough (?:arguments for|parameters in) format string", "the format has more places than values"),
    _Text(r"Too many arguments for format string", "the format has fewer places than values"),
)

_CHECKER = (
    _Text(r"Binary operator `in` is not available on the types `(.*)` and `(.*)`", "`in` looks for {1.a} in {0.a}"),
    _Text(
        r"Binary operator `(.*)` is not available on the types `(.*)` and `(.*)`",
        "`{0}` does not work on {1.a} and {2.a}",
    ),
    _Text(r"Unary operator `(.*)` is not available on the type `(.*)`", "`{0}` does not work on {1.a}"),
    _Text(r"Type `(.*)` does not have \[\] operator or \[\] cannot accept `(.*)`", "`[...]` of {0.a} takes no {1}"),
    _Text(r"Type `(.*)` does not have \[::\] operator", "{0.a} has no parts for `[:]` to take"),
    _Text(r"Type `(.*)` is not iterable", "{0.a} has no elements to go through"),
    _Text(r"(?:Type `(.*)` is not callable|Call to a non-callable type `.*`)", "{0.a} can't be called"),
    _Text(r"Call arguments incompatible, fn type is `.*`", "the arguments don't fit the function"),
)

_TEXTS = (*_PARSER, *_NAMES, *_RUN, *_CHECKER)
COMPILED = tuple((re.compile(text.pattern + r"\Z"), text) for text in _TEXTS)
_EXPECTED = pattern(r"Parse error: unexpected ((?s:.*)) here, expected one of ((?s:.*))\Z")
_MAX_WANTED = 2
_CALLEE = pattern(r"`?(?:m\d+|@stdlib//[\w/]*:[\w.]+\.bzl)\.(\w+)`?")
_SUGGESTION = pattern(r", did you mean `(\w+)`\?\Z")


_PLACE = pattern(r"^ *--> (.*?):(\d+):(\d+)$", re.MULTILINE)


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


def classify(text: str) -> Problem:
    """Return what an engine text without its ``error: ``, place and snippet says."""
    hint = None
    if suggestion := _SUGGESTION.search(text):
        text = text[: suggestion.start()]
        # The engine's idea of near is wide: `bool` for `foo`.
        names = re.findall(r"`(\w+)`", text)
        hint = did_you_mean(names[-1], [suggestion[1]]) if names else None
    if match := _EXPECTED.match(text):
        wanted = match[2].split(", ")
        # The engine lists all that could begin an expression there; one or two say something.
        tail = f"; wanted is {match[2]}" if len(wanted) <= _MAX_WANTED else ""
        return Problem(code="syntax", message=f"unexpected {match[1]}{tail}".replace('"', "`"))
    for compiled, known in COMPILED:
        if match := compiled.match(text):
            groups = [_Group(group) for group in match.groups("")]
            message = known.message.format(*groups)
            return Problem(code=known.code, message=message, hint=hint or _hint(known, groups))
    return Problem(code="evaluation-failed", message=_CALLEE.sub(r"`\1`", text), hint=hint)


def _hint(known: _Text, groups: list[_Group]) -> str | None:
    return known.hint.format(*groups) if known.hint and "{" in known.hint else known.hint


class _Group(str):
    """A part of an engine text."""

    __slots__ = ()

    @property
    def t(self) -> str:
        """A type as people say it; one of a deeply nested value is cut."""
        name = _TYPES.get(self, self).replace(" | ", " or ")
        return name if len(name) <= _MAX_TYPE_NAME else name[: _MAX_TYPE_NAME - 3] + "..."

    @property
    def a(self) -> str:
        """The same with its article."""
        name = self.t
        return name if name == "None" else f"{'an' if name[:1] in 'aeiou' else 'a'} {name}"


_TYPES = {"string": "str", "NoneType": "None", "native_function": "function"}
"""What the run calls types that the checker, and people, call otherwise."""

_MAX_TYPE_NAME = 80
