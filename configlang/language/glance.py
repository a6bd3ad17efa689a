"""
A look at the words of a file alone: whether CPython's parser is to look for oversights in it.

The parser costs more to import than most configs to evaluate, and most files have nothing that looks like one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from configlang.cpython.versions import PYTHON_VERSIONS
from configlang.light.patterns import pattern

_TARGET = "TARGET"
_PARTS = ("os", "arch", "env", "triple", "python")
_USUAL = frozenset(
    {"linux", "macos", "windows", "android", "ios", "gnu", "musl", "msvc", "x86_64", "aarch64", ""}
    | {str(version) for version in PYTHON_VERSIONS}
)
"""Values of parts of the target, as most configs compare them."""
MUTATORS = ("append", "clear", "extend", "insert", "remove", "update")
"""The methods of lists and dicts that return None."""
_STATEMENTS = ("if ", "elif ", "while ", "for ", "return ", "def ", "assert ", "#", "load(")


def is_suspect(text: str, *, is_main: bool) -> bool:
    """
    Tell whether a text is worth a closer look.

    Args:
        text: A file.
        is_main: Whether it is the config, and no file that others load.
    """
    if _compares_target(text) or _uses_none(text):
        return True
    has_comments = "#" in text or '"""' in text
    return is_main and _leaves_something(_NO_CODE.sub("", text) if has_comments else text)


_NO_CODE = pattern(r'"""(?s:.*?)"""|#[^\n]*')
"""Comments and the texts that say what a file or function is for, which may mention any name."""


def _compares_target(text: str) -> bool:
    start = text.find(_TARGET)
    while start >= 0:
        end = start + len(_TARGET)
        before = text[max(start - _NEAR, 0) : start].rstrip(" ")
        if text[end : end + 1] != ".":
            return True
        # A longer line is cut, and what is cut off looks odd.
        rest = text[end + 1 : end + _FAR].partition("\n")[0]
        part = next((each for each in _PARTS if rest.startswith(each)), "")
        if rest.startswith("version") and (_ODD_VERSION.match(rest) or before.endswith(("=", "<", ">", " in"))):
            return True
        behind = rest[len(part) :].lstrip(" ")
        is_whole = behind[:1] in {"", ",", ")"}
        is_named = is_whole and before.endswith(("=", "(", ",")) and not before.endswith("python =")
        if is_named or before.endswith(("==", "!=", " in", "[", "get(")):
            return True
        if behind.startswith(("==", "!=", "in ", "not in ", ".")) and not _is_usual(behind):
            return True
        start = text.find(_TARGET, end)
    return False


_NEAR = 12
_ODD_VERSION = pattern(r"version\s*(?:[=!<>]=?|(?:not )?in\b)\s*[\[(]*\s*(?:[\"']|\d+\s*(?:\)|,\s*\d+\s*,))")
"""The version beside a text, or a tuple that has not two numbers."""
_FAR = 1000
"""How much of a line is looked at on both sides of a word: a line may be as long as the file."""


def _is_usual(line: str) -> bool:
    """Tell whether all texts in the rest of a line are usual values of the target."""
    pieces = line.replace("'", '"').split('"')
    return len(pieces) > 1 and not line.startswith(".") and _USUAL.issuperset(pieces[1::2])


def _uses_none(text: str) -> bool:
    for method in MUTATORS:
        start = text.find(f".{method}(")
        while start >= 0:
            before = text[max(start - _FAR, 0) : start].rpartition("\n")[2]
            if len(before) == _FAR or any(sign in before for sign in "=([+") or "return " in before or " in " in before:
                return True
            start = text.find(f".{method}(", start + 1)
    empty = frozenset(_without_return(text))
    return bool(empty) and any(match[1] in empty for match in _USED_CALL.finditer(text))


_USED_CALL = pattern(r"(?:(?<=[=(\[])|(?<=[=,+] ))(\w+)\(")
"""A call behind what something is done with its value."""


def _without_return(text: str) -> Iterator[str]:
    """Give the functions in whose text no value is returned."""
    for name, body in _functions(text):
        if "return " not in body:
            yield name


def _functions(text: str) -> Iterator[tuple[str, str]]:
    """Give the functions at the top level, each with the text of its body."""
    parts = text.split("\ndef ") if not text.startswith("def ") else f"\n{text}".split("\ndef ")
    for part in parts[1:]:
        lines = part.split("\n")
        body = [line for line in lines[1:] if line[:1] in {" ", ""}]
        yield lines[0].split("(")[0].strip(), "\n".join(body) or lines[0].partition(":")[2]


def _leaves_something(code: str) -> bool:
    """Tell whether a function or a name is mentioned once, where it is made, or a line only compares."""
    mentions = _Mentions(code)
    if any(mentions.is_once(name) for name, _ in _functions(code)):
        return True
    assigned = (match[1] for match in _ASSIGNED.finditer(f"\n{code}"))
    if any(word.isidentifier() and mentions.is_once(word) for word in assigned):
        return True
    for line in code.split("\n") if "==" in code else ():
        head, sign, _ = line.strip(" ").partition("==")
        if sign and not head.startswith(_STATEMENTS) and not any(char in head for char in "=([{:"):
            return True
    return False


_ASSIGNED = pattern(r"\n(?=(\w+))\1 *=")
"""A word, taken whole, that a line begins with, and what makes it a name."""


class _Mentions:
    """How often words are mentioned in a text."""

    def __init__(self, code: str) -> None:
        """Count none yet."""
        self._code = code
        self._searches = 0
        self._counts: Counter[str] | None = None

    def is_once(self, word: str) -> bool:
        """Tell whether a word is mentioned once. The first ones are searched for, and for more all are counted."""
        self._searches += 1
        if self._searches <= _MAX_SEARCHES:
            # Most names are mentioned often, and none of their mentions is a part of a longer word.
            return self._code.count(word) == 1 or len(re.findall(rf"\b{re.escape(word)}\b", self._code)) == 1
        if self._counts is None:
            self._counts = Counter(match[0] for match in re.finditer(r"\w+", self._code))
        return self._counts[word] == 1


_MAX_SEARCHES = 8
