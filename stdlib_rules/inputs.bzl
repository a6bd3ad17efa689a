"""What a config is meant for and what it is given: versions, targets, the host, and values from the command line.

`_native_target` (a dict) and `_native_variables` (a dict of what `-D` set) are there for this file alone.
"""

load(":internal.bzl", "declare", "frozen_list")

CompatibleWith = record(python = typing.Any, targets = typing.Any)

Host = record(outputs = typing.Any, libpython = typing.Any, plugin = typing.Any, sealed = typing.Any)

TARGET = struct(**{part: tuple(value) if type(value) == "list" else value for part, value in _native_target.items()})

def compatible_with(
        python: None | str = None,
        targets: list[str] | tuple[str, ...] = []):
    """Declares which CPython versions and targets the config is meant for. At most once.

    Args:
        python: Version limits joined by commas, as in `>=3.9,<3.12` or `>=3.11.4`; None leaves all that configlang knows.
        targets: Target triples, as in `x86_64-unknown-linux-gnu`; an empty list leaves all.

    Returns:
        A record with `python` and `targets` (a tuple).
    """
    declare("compatible_with", {"python": python, "targets": targets})
    return CompatibleWith(python = python, targets = frozen_list(targets))

def host(
        outputs: list[str] | tuple[str, ...],
        libpython: None | str = None,
        plugin: bool = False,
        sealed: bool = False):
    """Declares what is known of the program that the config is for. At most once.

    Args:
        outputs: What is made of the config, as in `["c"]` or `["rust-ffi", "json"]`: every command checks it for
            these where no `--format` names another.
        libpython: How the program gets libpython: `shared`, as a library beside it; `static`, as a part of itself.
            None: it is not known.
        plugin: Whether the program is itself a shared library, which another program loads.
        sealed: Whether nothing may be written below the program, as in a signed bundle or on a read-only disk.

    Returns:
        A record with the values; `outputs` is a tuple.
    """
    declare("host", {"outputs": outputs, "libpython": libpython, "plugin": plugin, "sealed": sealed})
    return Host(outputs = frozen_list(outputs), libpython = libpython, plugin = plugin, sealed = sealed)

_TRUE = ("true", "True", "1")
_FALSE = ("false", "False", "0")

def _to_type(text, wanted):
    """Returns the value that a text from the command line stands for, or None where it stands for none."""
    if type(text) != "string":
        return text if type(text) == wanted else None
    if wanted == "bool":
        return True if text in _TRUE else False if text in _FALSE else None
    if wanted == "int":
        digits = text.removeprefix("-")
        return int(text) if digits and len(digits) < 20 and not digits.strip("0123456789") else None
    return text

def variable(
        name: str,
        default: None | str | bool | int = None,
        values: None | list[typing.Any] | tuple[typing.Any, ...] = None,
        doc: str = ""):
    """Returns the value of an input that is set when the config is built, with `-D name=value`.

    Args:
        name: The name, an identifier.
        default: The value when nothing is set; its type (str, bool or int) is the variable's. None: the variable
            must be set, and is a str, or what `values` are.
        values: The allowed values, all of one type; None allows all.
        doc: What the variable is for, for people.

    Returns:
        A str, bool or int.
    """
    given = _native_variables.get(name) if type(name) == "string" else None
    allowed = values if type(values) == "list" or type(values) == "tuple" else None
    sample = default if default != None else allowed[0] if allowed else ""
    value = default if given == None else _to_type(given, type(sample))
    declare("variable", {
        "name": name,
        "default": default,
        "values": values,
        "doc": doc,
        "given": given,
        "value": value,
    })
    if value == None and default == None:
        fail("configlang: no value for the variable `" + str(name) + "`")

    # What can't be read is reported; with the default the run goes on, to what else is wrong.
    return default if value == None else value
