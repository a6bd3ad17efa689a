"""What a program gives ``evaluate``: as data for a worker, or what is wrong with the types of it."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping

from configlang.cpython.versions import Version
from configlang.findings.finding import Finding, Span
from configlang.findings.problem import Problem
from configlang.light.typed import Any
from configlang.schema.making import to_plain
from configlang.schema.values import flag, number, text, text_list, wrong_type
from configlang.utf8 import is_utf8


class Given:
    """
    Arguments on their way to a worker.

    Attributes:
        values: Those that are right so far, by name, as data that JSON carries.
        findings: What is wrong with the others: their types alone, and what no name of a file can be.
    """

    def __init__(self) -> None:
        """Start with nothing."""
        self.values: dict[str, Any] = {}
        self.findings: list[Finding] = []

    def take_file(self, name: str, value: object) -> None:
        """Take the name of the config file."""
        path = self._path(name, value)
        if path is not None and (fault := _name_fault(path)):
            message = f"`{_shown(path)}` can't be read: {fault}"
            self.findings.append(Problem(code="file-unreadable", message=message).at(Span.from_line(path, 0)))

    def take_files(self, name: str, value: object) -> None:
        """Take the names of files and folders."""
        if isinstance(value, (str, bytes, os.PathLike, Mapping)) or not isinstance(value, Collection):
            self._refuse(wrong_type(name, to_plain(value), "a list of paths")[1])
            return
        taken = []
        for index, each in enumerate(value):
            place = f"{name}[{index}]"
            self.take_file(place, each)
            taken.append(self.values.pop(place, None))
        self.values[name] = taken

    def take_folder(self, name: str, value: object) -> None:
        """Take the name of the root, or None."""
        path = None if value is None else self._path(name, value)
        if path is not None and (fault := _name_fault(path)):
            message = f"the root `{_shown(path)}` can't be used: {fault}"
            self._refuse(Problem(code="bad-root", message=message, hint="give `root` an existing folder"))
        self.values.setdefault(name, path)

    def take_text(self, name: str, value: object) -> None:
        """Take a text, or None."""
        self.values[name] = None
        if value is not None:
            self._keep(name, text(name, str(value) if isinstance(value, Version) else to_plain(value)))

    def take_flag(self, name: str, value: object) -> None:
        """Take True or False."""
        self._keep(name, flag(name, to_plain(value)))

    def take_names(self, name: str, value: object) -> None:
        """Take the names of things, each once, or None."""
        if value is not None and not isinstance(value, (str, bytes, Mapping)) and isinstance(value, Collection):
            value = [*value]
        self._keep(name, ((), None) if value is None else text_list(name, to_plain(value)))
        self.values[name] = [*dict.fromkeys(self.values[name] or ())]

    def take_variables(self, name: str, value: object) -> None:
        """Take values of variables by their names, or None."""
        self.values[name] = {}
        for variable, each in self._items(name, value):
            place, plain = f'{name}["{variable}"]', to_plain(each)
            if isinstance(plain, str) or isinstance(each, bool):
                self.values[name][variable] = plain
            elif isinstance(each, int):
                _, problem = number(place, plain, -(2**63), 2**63 - 1)
                self._refuse(problem)
                self.values[name][variable] = plain
            else:
                self._refuse(wrong_type(place, plain, "a str, a bool or an int")[1])

    def take_numbers(self, name: str, value: object) -> None:
        """Take numbers by their names, or None; whether they are right is another question."""
        self.values[name] = {}
        for limit, each in self._items(name, value):
            place, plain = f'{name}["{limit}"]', to_plain(each)
            if isinstance(each, float):
                self.values[name][limit] = float(each)
            elif isinstance(plain, int) and not isinstance(plain, bool):
                self.values[name][limit] = plain
            elif isinstance(each, int) and not isinstance(each, bool):
                self._refuse(number(place, plain, 1, 2**63 - 1)[1])
            else:
                self._refuse(wrong_type(place, plain, "a number")[1])

    def _path(self, name: str, value: object) -> str | None:
        path = os.fspath(value) if isinstance(value, os.PathLike) else value
        if isinstance(path, str):
            plain = str.__str__(path)
            self.values[name] = plain
            return plain
        self._refuse(wrong_type(name, to_plain(path), "a str, or a path of pathlib")[1])
        return None

    def _items(self, name: str, value: object) -> list[tuple[str, object]]:
        """Return the items of a mapping whose keys are texts, and refuse all else."""
        if value is None:
            return []
        if not isinstance(value, Mapping):
            self._refuse(wrong_type(name, to_plain(value), "a dict")[1])
            return []
        items = []
        for key, each in value.items():
            plain, problem = text(f"a name in {name}", to_plain(key))
            self._refuse(problem)
            if problem is None:
                items.append((plain, each))
        return items

    def _keep(self, name: str, converted: tuple[Any, Problem | None]) -> None:
        self.values[name], problem = converted
        self._refuse(problem)

    def _refuse(self, problem: Problem | None) -> None:
        if problem is not None:
            self.findings.append(problem.at(None))


def _name_fault(path: str) -> str | None:
    """Return why there can't be a file of a name that configlang can speak of."""
    if "\0" in path:
        return "its name holds a NUL character"
    return None if is_utf8(path) else "its name is not UTF-8"


def _shown(path: str) -> str:
    """Return a path without what can't be shown."""
    return re.sub("[\0\ud800-\udfff]", lambda match: ascii(match[0])[1:-1], path)
