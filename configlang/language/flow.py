"""
Where a value leads that the text of a config alone can be asked about: the text of the version, a value of the host.

It is followed through all files: through names, arguments, results, containers, and what methods of texts make of it.
The files are gone through as if they ran, with no values but the ways to it in each: the empty way is the value itself,
``("python",)`` leads from ``TARGET`` to its text. Names know what was last assigned to them in their own scope, and
other scopes see all that ever was.

Whoever follows something derives a class from ``Walk``, which says where it begins and what is to be noted.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence

from configlang.language.places import Places
from configlang.light.typed import NamedTuple

Step = object
"""What leads one step into a value: an attribute or key, an index, ``ANY``; a ``Function`` stands for itself."""
Value = frozenset[tuple[Step, ...]]
"""The ways in a value that lead to what is followed, or to functions."""

ANY = "*"
"""Leads to every element."""
NOTHING: Value = frozenset()
TEXT: Value = frozenset({()})
"""What is followed itself."""
_DEEPEST = 5
"""Steps; what lies deeper is not followed."""
_ROUNDS = 8
"""How often all files are gone through; each round carries what is handed over one call further."""

_SAME = (
    "capitalize",
    "format",
    "join",
    "lower",
    "removeprefix",
    "removesuffix",
    "replace",
    "strip",
    "lstrip",
    "rstrip",
)
"""Methods of texts that make a text."""
_PIECES = ("partition", "rpartition", "rsplit", "split", "splitlines", "elems")
"""Methods of texts that make texts."""


class File(NamedTuple):
    """
    A file, as far as this goes.

    Attributes:
        places: Its text.
        loads: What it loads of other files of people's: by the local name, the file and the name there.
    """

    places: Places
    loads: Mapping[str, tuple[str, str]]


class Function(NamedTuple):
    """A function of people's: its node, and the scopes around it."""

    node: ast.FunctionDef | ast.Lambda
    scopes: tuple[int, ...]
    file: str


class _Record:
    """Stands for what ``record`` returns."""


def follow(files: Mapping[str, File], walk: type[Walk]) -> Flow | None:
    """
    Go through all files until nothing new is found.

    Args:
        files: All files by some name, each behind those that it loads.
        walk: What is followed, and noted.

    Returns:
        What was found; None where an expression is as long as a file.
    """
    flow = Flow(files, walk)
    try:
        for _ in range(_ROUNDS):
            before = flow.size
            flow.go_through()
            if flow.size == before:
                break
    except RecursionError:
        return None
    return flow


class Flow:
    """
    What is known of all scopes so far; it only grows.

    Attributes:
        found: The expressions that are noted, each once, with the file and what asks something there.
    """

    def __init__(self, files: Mapping[str, File], walk: type[Walk]) -> None:
        """Know nothing."""
        self._files = files
        self._walk = walk
        self._names: dict[tuple[int, str], Value] = {}
        self._results: dict[int, Value] = {}
        self._globals: dict[str, int] = {}
        self.found: dict[int, tuple[str, ast.expr, ast.AST | None]] = {}

    @property
    def size(self) -> int:
        """How much is known."""
        return sum(map(len, self._names.values())) + sum(map(len, self._results.values())) + len(self.found)

    def go_through(self) -> None:
        """Go through all files once."""
        for name, file in self._files.items():
            tree = file.places.tree
            self._globals[name] = id(tree)
            for local, (other, theirs) in file.loads.items():
                if other in self._globals:
                    self.add(id(tree), local, self._names.get((self._globals[other], theirs), NOTHING))
            self._walk(self, name, (id(tree),)).run(tree.body)

    def add(self, scope: int, name: str, value: Value) -> None:
        """Note that a name of a scope may have a value."""
        self._names[scope, name] = self._names.get((scope, name), NOTHING) | _cut(value)

    def read(self, scopes: Iterable[int], name: str) -> Value | None:
        """Return what a name may have in the innermost scope that has it; None where it is nobody's."""
        for scope in scopes:
            if (scope, name) in self._names:
                return self._names[scope, name]
        return None

    def result(self, function: Function) -> Value:
        """Return what a function may return."""
        return self._results.get(id(function.node), NOTHING)

    def returns(self, node: ast.AST, value: Value) -> None:
        """Note what a function may return."""
        self._results[id(node)] = self._results.get(id(node), NOTHING) | _cut(value)


class Walk:
    """One way through the statements of a scope, in their order."""

    def __init__(self, flow: Flow, file: str, scopes: tuple[int, ...], function: ast.AST | None = None) -> None:
        """
        Start.

        Args:
            flow: What is known.
            file: The file.
            scopes: This scope, and those around it.
            function: The function whose scope it is; None for a file.
        """
        self._flow = flow
        self._file = file
        self._scopes = scopes
        self._function = function
        self._now: dict[str, Value] = {}

    # What is followed

    def free(self, name: str) -> Value:
        """Return the ways in what a name has that no file gives a value."""
        del name
        return NOTHING

    def asked(self, operand: ast.expr, value: Value, node: ast.AST | None) -> None:
        """
        Take notice of what something is asked of.

        Args:
            operand: What is asked.
            value: The ways in it.
            node: What asks: a comparison, ``and``, ``or``, ``not``, a piece, a loop, a method or a built-in function;
                None for a condition.
        """

    def note(self, place: ast.expr, node: ast.AST | None = None) -> None:
        """Note an expression, and what asks something there."""
        self._flow.found.setdefault(id(place), (self._file, place, node))

    # Statements

    def run(self, statements: Iterable[ast.stmt]) -> None:
        """Go through statements."""
        for statement in statements:
            self._statement(statement)

    def _statement(self, node: ast.stmt) -> None:
        if isinstance(node, ast.Assign):
            value = self.value(node.value)
            for target in node.targets:
                self._assign(target, value)
        elif isinstance(node, ast.AugAssign):
            self._assign(node.target, self.value(node.value) | self.value(node.target))
        elif isinstance(node, ast.FunctionDef):
            self._define(node)
        elif isinstance(node, ast.Return):
            if node.value is not None and self._function is not None:
                self._flow.returns(self._function, self.value(node.value))
        elif isinstance(node, ast.Expr):
            self.value(node.value)
        elif isinstance(node, ast.If):
            self._ask(node.test)
            self._branches(node.body, node.orelse)
        elif isinstance(node, ast.For):
            # What one turn leaves is there in the next.
            for _ in range(2):
                self._assign(node.target, _step(self._ask(node.iter, node), ANY))
                self._branches(node.body, [])

    def _branches(self, *branches: list[ast.stmt]) -> None:
        before, ends = self._now, []
        for branch in branches:
            self._now = dict(before)
            self.run(branch)
            ends.append(self._now)
        names = {name for end in ends for name in end}
        self._now = {name: frozenset().union(*(end.get(name, NOTHING) for end in ends)) for name in names}

    def _assign(self, target: ast.expr, value: Value) -> None:
        if isinstance(target, ast.Name):
            self._now[target.id] = _cut(value)
            self._flow.add(self._scopes[0], target.id, value)
        elif isinstance(target, (ast.Tuple, ast.List)):
            for index, element in enumerate(target.elts):
                self._assign(element, _step(value, index))
        elif isinstance(target, ast.Subscript):
            self._put(target.value, _into(value, _key(target.slice)))

    def _put(self, container: ast.expr, value: Value) -> None:
        """Add to what a name holds."""
        if isinstance(container, ast.Name) and value:
            self._assign(container, self.value(container) | value)

    def _define(self, node: ast.FunctionDef) -> None:
        function = Function(node, self._scopes, self._file)
        self._assign(ast.Name(node.name), frozenset({(function,)}))
        self._enter(function)

    def _enter(self, function: Function) -> None:
        """Go through a function, whose arguments are those of all calls so far, and the defaults."""
        node = function.node
        positional = [*node.args.posonlyargs, *node.args.args]
        defaults = [*zip(reversed(positional), reversed(node.args.defaults), strict=False)]
        named = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
        for parameter in (*positional, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg):
            if parameter is not None:
                self._flow.add(id(node), parameter.arg, NOTHING)
        for parameter, default in (*defaults, *named):
            if default is not None:
                self._flow.add(id(node), parameter.arg, self.value(default))
        inner = type(self)(self._flow, self._file, (id(node), *self._scopes), node)
        if isinstance(node, ast.Lambda):
            self._flow.returns(node, inner.value(node.body))
        else:
            inner.run(node.body)

    # Expressions

    def value(self, node: ast.expr | None) -> Value:
        """Go through an expression, and return the ways in its value."""
        if node is None:
            return NOTHING
        method = getattr(self, f"_{type(node).__name__.lower()}", None)
        if method is not None:
            found: Value = method(node)
            return found
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                self.value(child)
        return NOTHING

    def _ask(self, operand: ast.expr, node: ast.AST | None = None) -> Value:
        value = self.value(operand)
        self.asked(operand, value, node)
        return value

    def _name(self, node: ast.Name) -> Value:
        if node.id in self._now:
            return self._now[node.id]
        found = self._flow.read(self._scopes, node.id)
        return found if found is not None else self.free(node.id)

    def _attribute(self, node: ast.Attribute) -> Value:
        return _step(self.value(node.value), node.attr)

    def _subscript(self, node: ast.Subscript) -> Value:
        value, key = self._ask(node.value, node), node.slice
        if isinstance(key, ast.Slice):
            for part in (key.lower, key.upper, key.step):
                self.value(part)
            return frozenset((ANY, *way[1:]) if way and isinstance(way[0], int) else way for way in value)
        self.value(key)
        piece = TEXT if () in value else NOTHING
        return piece | _step(value, _key(key))

    def _ifexp(self, node: ast.IfExp) -> Value:
        self._ask(node.test)
        return self.value(node.body) | self.value(node.orelse)

    def _boolop(self, node: ast.BoolOp) -> Value:
        *some, last = node.values
        return self.value(last).union(*(self._ask(each, node) for each in some))

    def _unaryop(self, node: ast.UnaryOp) -> Value:
        if isinstance(node.op, ast.Not):
            self._ask(node.operand, node)
        else:
            self.value(node.operand)
        return NOTHING

    def _binop(self, node: ast.BinOp) -> Value:
        # Not by a call for each: texts are joined by the hundred.
        chain = [node]
        while isinstance(chain[-1].left, ast.BinOp):
            chain.append(chain[-1].left)
        value = self.value(chain[-1].left)
        for each in reversed(chain):
            value = _joined(each.op, value | self.value(each.right))
        return value

    def _compare(self, node: ast.Compare) -> Value:
        for operand in (node.left, *node.comparators):
            self._ask(operand, node)
        return NOTHING

    def _list(self, node: ast.List | ast.Tuple) -> Value:
        found: set[tuple[Step, ...]] = set()
        for index, element in enumerate(node.elts):
            if isinstance(element, ast.Starred):
                found |= _into(_step(self.value(element.value), ANY), ANY)
            else:
                found |= _into(self.value(element), index)
        return frozenset(found)

    _tuple = _list

    def _dict(self, node: ast.Dict) -> Value:
        found: set[tuple[Step, ...]] = set()
        for key, element in zip(node.keys, node.values, strict=True):
            self.value(key)
            found |= _into(self.value(element), ANY if key is None else _key(key))
        return frozenset(found)

    def _listcomp(self, node: ast.ListComp) -> Value:
        return _into(self._comprehension(node, node.elt), ANY)

    def _dictcomp(self, node: ast.DictComp) -> Value:
        inner = self._comprehension(node, ast.Tuple([node.key, node.value]))
        return _into(_step(inner, 1), ANY)

    def _comprehension(self, node: ast.ListComp | ast.DictComp, element: ast.expr) -> Value:
        inner = type(self)(self._flow, self._file, (id(node), *self._scopes))
        return inner.comprehend(self._now, node.generators, element)

    def comprehend(self, now: Mapping[str, Value], clauses: Iterable[ast.comprehension], element: ast.expr) -> Value:
        """Go through the inside of a comprehension, and return the ways in its element; names begin as around it."""
        self._now = dict(now)
        for clause in clauses:
            self._assign(clause.target, _step(self._ask(clause.iter, clause), ANY))
            for test in clause.ifs:
                self._ask(test)
        return self.value(element)

    def _lambda(self, node: ast.Lambda) -> Value:
        function = Function(node, self._scopes, self._file)
        self._enter(function)
        return frozenset({(function,)})

    # Calls

    def _call(self, node: ast.Call) -> Value:
        receiver = NOTHING
        if isinstance(node.func, ast.Attribute):
            # Once: calls of methods are chained.
            receiver = self._ask(node.func.value, node)
            callee = _step(receiver, node.func.attr)
        else:
            callee = self.value(node.func)
        arguments = [self.value(each.value if isinstance(each, ast.Starred) else each) for each in node.args]
        named = {each.arg: self.value(each.value) for each in node.keywords}
        found: set[tuple[Step, ...]] = set()
        for way in callee:
            if len(way) == 1 and isinstance(way[0], Function):
                self._hand_over(way[0], node, arguments, named)
                found |= self._flow.result(way[0])
            elif len(way) == 1 and isinstance(way[0], _Record):
                found |= _fields(named)
        if isinstance(node.func, ast.Attribute):
            return frozenset(found) | self._method(node, node.func, receiver, arguments, named)
        if isinstance(node.func, ast.Name) and not callee:
            return self.built_in(node, node.func.id, arguments, named)
        return frozenset(found)

    def _hand_over(
        self, function: Function, node: ast.Call, arguments: list[Value], named: Mapping[str | None, Value]
    ) -> None:
        spec, scope = function.node.args, id(function.node)
        positional = [each.arg for each in (*spec.posonlyargs, *spec.args)]
        for index, (written, value) in enumerate(zip(node.args, arguments, strict=True)):
            if isinstance(written, ast.Starred):
                for name in positional[index:]:
                    self._flow.add(scope, name, _step(value, ANY))
            elif index < len(positional):
                self._flow.add(scope, positional[index], value)
            elif spec.vararg is not None:
                self._flow.add(scope, spec.vararg.arg, _into(value, ANY))
        known = {*positional, *(each.arg for each in spec.kwonlyargs)}
        for key, value in named.items():
            if key is None:
                for name in known:
                    self._flow.add(scope, name, _step(value, name))
            elif key in known:
                self._flow.add(scope, key, value)
            elif spec.kwarg is not None:
                self._flow.add(scope, spec.kwarg.arg, _into(value, key))

    def _method(
        self,
        node: ast.Call,
        func: ast.Attribute,
        receiver: Value,
        arguments: list[Value],
        named: Mapping[str | None, Value],
    ) -> Value:
        method = func.attr
        is_text = () in receiver or (
            method in {"format", "join"} and any(map(is_plain, frozenset().union(*arguments, *named.values())))
        )
        if is_text and method in _SAME:
            return TEXT
        if is_text and method in _PIECES:
            return _into(TEXT, ANY)
        if method in {"append", "insert", "extend", "update"} and arguments:
            last = arguments[-1] | _fields(named)
            self._put(func.value, _into(last, ANY) if method in {"append", "insert"} else last)
        if method in {"get", "pop", "setdefault"} and node.args:
            return _step(receiver, _key(node.args[0])) | frozenset().union(*arguments[1:])
        if method == "values":
            return _into(_step(receiver, ANY), ANY)
        if method == "items":
            return _into(_into(_step(receiver, ANY), 1), ANY)
        return NOTHING

    def built_in(self, node: ast.Call, name: str, arguments: list[Value], named: Mapping[str | None, Value]) -> Value:
        """Return the ways in what a function returns that is nobody's of the files."""
        first = arguments[0] if arguments else NOTHING
        if node.args:
            self.asked(node.args[0], first, node)
        if name in {"max", "min"}:
            return among(arguments)
        if name in {"str", "repr"}:
            return TEXT if any(map(is_plain, first)) else NOTHING
        if name in {"list", "tuple", "sorted", "reversed"}:
            return _into(_step(first, ANY), ANY)
        if name in {"struct", "dict"}:
            return _fields(named) | first
        if name == "record":
            return frozenset({(_RECORD,)})
        if name == "getattr" and len(node.args) > 1:
            return _step(first, _key(node.args[1])) | frozenset().union(*arguments[2:])
        if name == "enumerate":
            return _into(_into(_step(first, ANY), 1), ANY)
        if name == "zip":
            pairs = (_into(_into(_step(each, ANY), index), ANY) for index, each in enumerate(arguments))
            return frozenset().union(*pairs)
        if name in {"map", "filter", "partial"} and arguments:
            return self._applied(node, name, arguments, named)
        return NOTHING

    def _applied(self, node: ast.Call, name: str, arguments: list[Value], named: Mapping[str | None, Value]) -> Value:
        """Return the value of a call that hands a function and what it is called with."""
        function, *others = arguments
        given = others if name == "partial" else [_step(each, ANY) for each in others]
        results: set[tuple[Step, ...]] = set()
        for way in function:
            if len(way) == 1 and isinstance(way[0], Function):
                written = ast.Call(node.func, node.args[1:], node.keywords)
                self._hand_over(way[0], written, given, named)
                results |= self._flow.result(way[0])
        if name == "partial":
            return function
        return _into(frozenset(results), ANY) if name == "map" else frozenset().union(*others)


_RECORD = _Record()


def among(arguments: Sequence[Value]) -> Value:
    """Return the ways in what functions such as ``max`` choose from: their arguments, or the elements of the one."""
    return frozenset().union(*arguments) if len(arguments) > 1 else _step(frozenset().union(*arguments), ANY)


def _joined(operator: ast.operator, value: Value) -> Value:
    """Return the ways in what an operator makes of two values with these ways."""
    if isinstance(operator, ast.Mod):
        return TEXT if any(map(is_plain, value)) else NOTHING
    if not isinstance(operator, (ast.Add, ast.Mult, ast.BitOr)):
        return NOTHING
    return frozenset((ANY, *way[1:]) if way and isinstance(way[0], int) else way for way in value)


def _key(node: ast.expr) -> Step:
    """Return the step that an index or a key is; any, where it is not written out."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, (str, int)) else ANY


def _step(value: Value, step: Step) -> Value:
    """Return what a step leads to."""
    return frozenset(
        way[1:]
        for way in value
        if way and not isinstance(way[0], (Function, _Record)) and (way[0] == step or ANY in {way[0], step})
    )


def _into(value: Value, step: Step) -> Value:
    """Return a container that has a value behind a step."""
    return frozenset((step, *way) for way in value)


def _fields(named: Mapping[str | None, Value]) -> Value:
    """Return what is made of fields."""
    return frozenset().union(*(value if name is None else _into(value, name) for name, value in named.items()))


def is_plain(way: tuple[Step, ...]) -> bool:
    """Tell whether a way leads to the text itself, or to an element of lists, which are compared by their elements."""
    return all(isinstance(step, int) or step == ANY for step in way)


def _cut(value: Value) -> Value:
    return frozenset(way for way in value if len(way) <= _DEEPEST)
