"""
The generated files of ``stdlib_rules/``: predeclared names, their types, and the rules as the config file gets them.

The files of the rules are Starlark that Python's parser reads as well.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping

from configlang.language.rules import PREDECLARED
from configlang.schema.rules import RULES

_GENERATED = ("prelude.bzl", "bound.bzl", "types.bzl")
_NOTE = "Made by tools/generate.py from the files of the rules: change those and run it again."
_INTERNAL = ":internal.bzl"
_BINDING = ("TARGET", "plain_values", "print")
"""What bound.bzl takes from internal.bzl beside what the rules take."""

_BOUND_HEAD = f'''\
"""The rules once more, as the config file gets them: they collect their declarations in a list.

{_NOTE}
"""
'''
_TYPES_HEAD = f'''\
"""The predeclared names as the type checker sees them, without what the rules do.

{_NOTE}
"""
'''
_BIND_HEAD = '''\
def bind():
    """Makes rules that share a list of their own.

    Returns:
        The predeclared values in the order of prelude.bzl, and a function that returns as JSON what the list holds
        from an index on: so much at once that no text becomes as large as the list.
    """
    sink = []

    def declare(rule, values):
        # The dict is the rule's own, and is kept as it is where it holds texts and None alone.
        for value in values.values():
            if type(value) != "string" and value != None:
                values = plain_values(values)
                break

        # The two functions inside of it are left out: this one and the rule. Where there is one frame, it stands in
        # the second line; the others, with the line of the text itself, are the most of what is kept.
        stack = call_stack(strip_frames = 2)
        lines = stack.split("\\n", 3)
        if len(lines) == 4 and lines[3] == "":
            stack = lines[1]

        # A list in such a tuple, of the values alone, makes appending quadratic: ten thousand then take a second.
        sink.append((rule, stack, values))
'''
_ROWS = 1_000
"""Declarations that are handed over in one text."""


def prelude(files: Mapping[str, str]) -> str:
    """
    Return the file that defines the predeclared names.

    Args:
        files: The texts of the files of stdlib_rules by name; the two that are made here don't count.

    Raises:
        ValueError: When a name is defined in no file.
    """
    home = {name: file for file, text in _sources(files).items() for name in _defined(text) if name in PREDECLARED}
    if missing := set(PREDECLARED) - set(home):
        raise ValueError(f"no file defines {', '.join(sorted(missing))}")
    lines = ['"""The names that every config file finds predeclared.', "", _NOTE, '"""', ""]
    for file in sorted(set(home.values())):
        names = sorted(name for name in home if home[name] == file)
        lines.append(f'load(":{file}", {", ".join(f"_{name} = {_quote(name)}" for name in names)})')
    lines += ["", *(f"{name} = _{name}" for name in PREDECLARED)]
    return "\n".join(lines) + "\n"


def types(files: Mapping[str, str]) -> str:
    """
    Return the file that the type checker reads for the predeclared names: signatures, and values that are none's.

    Args:
        files: As for ``prelude``.
    """
    parts = [_TYPES_HEAD]
    for _, text in sorted(_sources(files).items()):
        for node in ast.parse(text).body:
            if isinstance(node, ast.FunctionDef) and node.name in PREDECLARED:
                parts.append(_signature(node, text))
            elif isinstance(node, ast.Assign) and not _hands_on(node) and set(_names_of(node)) & set(PREDECLARED):
                parts.append(_source(node, text))
    return "\n".join(parts)


def bound(files: Mapping[str, str]) -> str:
    """
    Return the file with all rules inside a function that gives them a list to declare into.

    What the rules need and what declares nothing itself, such as the types of their records, is global there too.

    Args:
        files: As for ``prelude``.

    Raises:
        ValueError: When the files hold something that can't be taken over so.
    """
    families = [_Family(file, text) for file, text in sorted(_sources(files).items()) if _declares(text)]
    _check_names(families)
    imported = sorted({*_BINDING, *(name for family in families for name in family.imported)} - {"declare"})
    parts = [_BOUND_HEAD, f'load("{_INTERNAL}", {", ".join(map(_quote, imported))})\n']
    parts += [source for family in families for source in family.top]
    bind = [_BIND_HEAD, *(_indent(source) for family in families for source in family.declaring)]
    bind.append(f"    return {', '.join(PREDECLARED)}, lambda start: json.encode(sink[start:start + {_ROWS}])\n")
    return "\n".join([*parts, "\n".join(bind)])


class _Family:
    """
    A file of rules, taken apart.

    Attributes:
        names: All that it defines.
        functions: Those of its definitions that are functions.
        imported: What it takes from internal.bzl.
        top: The texts of what declares nothing.
        declaring: The texts of the functions that declare, by themselves or through another of them.
    """

    def __init__(self, file: str, text: str) -> None:
        self.names: list[str] = _defined(text)
        self.imported: list[str] = []
        self.top: list[str] = []
        self.declaring: list[str] = []
        body = ast.parse(text).body[1:]
        self.functions = {node.name: node for node in body if isinstance(node, ast.FunctionDef)}
        declaring = _reaching("declare", self.functions)
        for node in body:
            if labels := _loaded(node):
                if labels[0] != _INTERNAL:
                    raise ValueError(f"{file} loads {labels[0]}, and a file of rules loads {_INTERNAL} alone")
                self.imported += labels[1:]
            elif isinstance(node, ast.FunctionDef) and node.name in declaring:
                _refuse_long_texts(node, file)
                self.declaring.append(_source(*_without_annotations(node, text)))
            elif isinstance(node, (ast.FunctionDef, ast.Assign)):
                if not _hands_on(node):
                    self.top.append(_source(node, text))
            else:
                raise ValueError(f"{file}:{node.lineno}: neither a function nor a value nor a load")


def _sources(files: Mapping[str, str]) -> dict[str, str]:
    return {file: text for file, text in files.items() if file not in _GENERATED}


def _defined(text: str) -> list[str]:
    """Return the names of the functions and values of a file."""
    names = []
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef):
            names.append(node.name)
        elif isinstance(node, ast.Assign):
            names += _names_of(node)
    return names


def _names_of(node: ast.Assign) -> list[str]:
    return [name.id for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)]


def _hands_on(node: ast.stmt) -> bool:
    """Tell whether a statement only gives a name to what is loaded: ``TARGET = _TARGET``."""
    return (
        isinstance(node, ast.Assign) and isinstance(node.value, ast.Name) and node.value.id == f"_{_names_of(node)[0]}"
    )


def _loaded(node: ast.stmt) -> list[str]:
    """Return the label and the names of a load; nothing for any other statement."""
    call = node.value if isinstance(node, ast.Expr) else None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or call.func.id != "load":
        return []
    return [ast.literal_eval(argument) for argument in call.args]


def _declares(text: str) -> bool:
    return any("declare" in _loaded(node) for node in ast.parse(text).body)


def _reaching(goal: str, functions: Mapping[str, ast.FunctionDef]) -> set[str]:
    """Return the functions that use a name, or one of themselves that does."""
    used = {
        name: {each.id for each in ast.walk(function) if isinstance(each, ast.Name)}
        for name, function in functions.items()
    }
    reaching = {goal}
    while more := {name for name in used if name not in reaching and used[name] & reaching}:
        reaching |= more
    return reaching


def _source(node: ast.FunctionDef | ast.Assign, text: str) -> str:
    """Return the lines of a statement, of a function without its docstring."""
    lines = text.split("\n")
    source = lines[node.lineno - 1 : node.end_lineno]
    if isinstance(node, ast.FunctionDef) and ast.get_docstring(node) is not None:
        head = lines[node.lineno - 1 : node.body[0].lineno - 1]
        source = head + "\n".join(lines[node.body[0].end_lineno : node.end_lineno]).lstrip("\n").split("\n")
    return "\n".join(source) + "\n"


def _without_annotations(node: ast.FunctionDef, text: str) -> tuple[ast.FunctionDef, str]:
    """Return a function whose parameters have no types, and its text: nobody looks at them where it is run."""
    lines = text.split("\n")
    for argument in reversed([*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]):
        if (annotation := argument.annotation) is not None:
            line = lines[argument.lineno - 1]
            if annotation.end_lineno != argument.lineno:
                raise ValueError(f"`{argument.arg}` of {node.name} has a type of several lines")
            name_end = argument.col_offset + len(argument.arg)
            lines[argument.lineno - 1] = line[:name_end] + line[annotation.end_col_offset :]
    return node, "\n".join(lines)


def _signature(node: ast.FunctionDef, text: str) -> str:
    """Return a function that takes the same and does nothing."""
    head = text.split("\n")[node.lineno - 1 : node.body[0].lineno - 1]
    return "\n".join([*head, "    pass", ""])


def _refuse_long_texts(function: ast.FunctionDef, file: str) -> None:
    """Refuse texts of several lines in a function: they would change when it is indented."""
    for statement in function.body[ast.get_docstring(function) is not None :]:
        for node in ast.walk(statement):
            if isinstance(node, ast.Constant) and node.lineno != node.end_lineno:
                raise ValueError(f"{file}:{node.lineno}: a text of several lines in a function that declares")


def _indent(source: str) -> str:
    return "".join(f"    {line}\n" if line else "\n" for line in source.split("\n")[:-1])


def _check_names(families: Iterable[_Family]) -> None:
    names = [name for family in families for name in family.names]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"two files of rules define {', '.join(twice)}")
    public = {name for family in families for name in family.functions if not name.startswith("_")}
    if unknown := sorted(public - set(RULES)):
        raise ValueError(f"configlang/schema/rules.py has no record of {', '.join(unknown)}")


def _quote(name: str) -> str:
    return f'"{name}"'
