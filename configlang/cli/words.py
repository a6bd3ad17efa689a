"""Reads the words of a command line by what a verb declares, where nothing is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace

from configlang.light.typed import Any, NamedTuple


class WrongWordError(ValueError):
    """A word is none of those that may stand there; the message says so."""


class Declared(NamedTuple):
    """
    An argument or an option, as argparse takes it.

    Attributes:
        names: How it is written; an argument has one name, which is that of its attribute.
        meaning: The rest.
    """

    names: tuple[str, ...]
    meaning: Mapping[str, Any]

    @property
    def is_option(self) -> bool:
        """Whether it is named on the command line."""
        return self.names[0][0] == "-"

    @property
    def attribute(self) -> str:
        """The name of what it gives."""
        long = next((name for name in self.names if name[:2] == "--"), self.names[0])
        return self.meaning.get("dest") or long.lstrip("-").replace("-", "_")

    def value(self, word: str) -> Any:  # noqa: ANN401 - of any type
        """
        Return what a word means.

        Raises:
            ValueError: When it means nothing here.
        """
        convert = self.meaning.get("type")
        value = word if convert is None else convert(word)
        if "choices" in self.meaning and value not in self.meaning["choices"]:
            raise WrongWordError(word)
        return value


def read(declared: Sequence[Declared], words: Sequence[str]) -> SimpleNamespace | None:
    """
    Return what words say, by the attributes of what is declared.

    Returns:
        The same as argparse's parser of it; None for words that it alone should read, for they have a mistake, ask for
        help, or are written in a way that few write.
    """
    options = {name: each for each in declared if each.is_option for name in each.names}
    found = {each.attribute: _default(each) for each in declared}
    plain: list[str] = []
    rest = iter(words)
    try:
        for word in rest:
            if word[:1] != "-" or word == "-":
                plain.append(word)
                continue
            name, equals, text = word.partition("=") if word[:2] == "--" else (word[:2], word[2:], word[2:])
            option = options[name]
            action = option.meaning.get("action")
            if action == "store_true" and not equals:
                found[option.attribute] = True
            elif action in {None, "append"} and option.meaning.get("nargs") is None:
                value = option.value(text if equals else _operand(rest))
                found[option.attribute] = value if action is None else [*found[option.attribute], value]
            else:
                return None
        found |= _arguments([each for each in declared if not each.is_option], plain)
    except (KeyError, ValueError):
        return None
    return SimpleNamespace(**found)


def _default(declared: Declared) -> Any:  # noqa: ANN401 - of any type
    return declared.meaning.get("default", False if declared.meaning.get("action") == "store_true" else None)


def _operand(rest: Any) -> str:  # noqa: ANN401 - an iterator
    """Return the word behind an option, which surely belongs to it."""
    word: str = next(rest, "-")
    if word[:1] == "-":
        raise WrongWordError(word)
    return word


def _arguments(declared: Sequence[Declared], words: list[str]) -> dict[str, Any]:
    """Share words among arguments, of which the last may take any number, or may be left out."""
    found: dict[str, Any] = {}
    for each in declared:
        nargs = each.meaning.get("nargs")
        if nargs == "*":
            found[each.attribute], words = [each.value(word) for word in words], []
        elif words and nargs in {None, "?"}:
            found[each.attribute] = each.value(words[0])
            words = words[1:]
        elif nargs != "?":
            raise WrongWordError
    if words:
        raise WrongWordError(words[0])
    return found
