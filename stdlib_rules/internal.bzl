"""How a rule hands its values over to configlang, and what it is told. Only the rules beside this file load it.

`_native_declare`, `_native_print` and `_native_go_by_version`, native functions, and `_native_target` (a dict) are there
for this file alone.
"""

TARGET = struct(**{part: tuple(value) if type(value) == "list" else value for part, value in _native_target.items()})

# Larger integers are no value of any field, and are told apart by their type alone.
_BIG = 1 << 64

def _plain_scalar(value):
    kind = type(value)
    if kind == "string" or kind == "bool" or kind == "NoneType":
        return value
    if kind == "int" and value > -_BIG and value < _BIG:
        return value
    return {"type": kind}

def _plain(value):
    kind = type(value)
    if kind == "list" or kind == "tuple":
        return [_plain_scalar(element) for element in value]
    return _plain_scalar(value)

def plain_values(values):
    """Returns the values of a dict as data that JSON can hold, whatever they are.

    Args:
        values: A dict from names to values of any type.

    Returns:
        A dict from the names to, for each value, the value itself where it is a scalar; a list of scalars for a
        list or tuple; else a dict with the one key `type`. Nothing in it is nested deeper than two levels, so
        encoding it can't exhaust the stack.
    """
    return {name: value if type(value) == "string" else _plain(value) for name, value in values.items()}

def declare(rule, values):
    """Declares something: the values go to configlang with the stack of calls that led here.

    Args:
        rule: The name of the rule that people called.
        values: A dict from argument names to their values, of any type: configlang checks them, all at once,
            and reports every mistake at the argument that made it.
    """
    _native_declare(json.encode([rule, call_stack(), plain_values(values)]))

def frozen_list(value):
    """Returns a list as a tuple, which nobody can change, and any other value as it is."""
    return tuple(value) if type(value) == "list" else value

def go_by_version():
    """Says that what comes of the config goes by the CPython version, so that it is evaluated for each of its versions."""
    _native_go_by_version()

def print(*args: typing.Any, sep: str = " "):
    """Prints values for people, to standard error, with the place of the call.

    Args:
        *args: Anything.
        sep: The text between two values.
    """
    _native_print(sep.join([str(arg) for arg in args]), call_stack())
