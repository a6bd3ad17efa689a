"""What a config is meant for and what it is given: versions, targets, the host, and values from the command line.

`_native_variables` (a dict of what `-D` set) is there for this file alone.
"""

load(":internal.bzl", "declare", "frozen_list", _TARGET = "TARGET")

CompatibleWith = record(python = typing.Any, targets = typing.Any, builds = typing.Any)

Host = record(outputs = typing.Any, libpython = typing.Any, plugin = typing.Any, adopt = typing.Any, sealed = typing.Any, console = typing.Any)

TARGET = _TARGET

def compatible_with(
        python: None | str = None,
        targets: list[str] | tuple[str, ...] = [],
        builds: list[str] | tuple[str, ...] = []):
    """Declares which CPython versions, targets and builds the config is meant for. At most once.

    Args:
        python: Version limits joined by commas, as in `>=3.9,<3.12` or `>=3.11.4`; None leaves all that configlang knows.
        targets: Target triples, as in `x86_64-unknown-linux-gnu`; an empty list leaves all.
        builds: What CPython was built as: `release`, `free-threaded` (3.13 and later), `debug`, `free-threaded-debug`.
            The config is checked for each. An empty list says nothing of it, and is checked for the release build.

    Returns:
        A record with `python`, `targets` and `builds` (tuples).
    """
    declare("compatible_with", {"python": python, "targets": targets, "builds": builds})
    return CompatibleWith(python = python, targets = frozen_list(targets), builds = frozen_list(builds))

def host(
        outputs: list[str] | tuple[str, ...],
        libpython: None | str = None,
        plugin: bool = False,
        adopt: bool = False,
        sealed: bool = False,
        console: bool = True):
    """Declares what is known of the program that the config is for. At most once.

    Args:
        outputs: What is made of the config, as in `["c"]` or `["rust-ffi", "json"]`: every command checks it for
            these where no `--format` names another.
        libpython: How the program gets libpython: `shared`, as a library beside it; `static`, as a part of itself.
            None: it is not known.
        plugin: Whether the program is itself a shared library, which another program loads. Generated code then shows
            Python's functions to modules in shared libraries.
        adopt: Whether generated code has a function that takes over an interpreter that runs already, instead of
            starting one.
        sealed: Whether nothing may be written below the program, as in a signed bundle or on a read-only disk.
        console: Whether the program has a console, or streams from whoever starts it. False is for a program of Windows
            that has windows only: its `sys.stdout` and the others are None.

    Returns:
        A record with the values; `outputs` is a tuple.
    """
    declare("host", {"outputs": outputs, "libpython": libpython, "plugin": plugin, "adopt": adopt, "sealed": sealed, "console": console})
    return Host(outputs = frozen_list(outputs), libpython = libpython, plugin = plugin, adopt = adopt, sealed = sealed, console = console)

_HOST_TYPES = ((str, "str"), (int, "int"), (bool, "bool"), (list[str], "list[str]"), (list, "list[str]"))

def _type_name(of):
    """Returns the name of a type that a value of the host may have; anything else as it is."""
    for each, name in _HOST_TYPES:
        if of == each:
            return name
    return of

def host_value(
        name: str,
        type: typing.Any = str,
        default: None | str | bool | int | list[str] | tuple[str, ...] = None,
        required: bool = True,
        doc: str = "") -> typing.Any:
    """Declares a value that the program passes when it starts Python, and returns what stands for it in the config.

    Args:
        name: The name, an identifier: that of a member of the host's struct.
        type: What it is: `str`, `int`, `bool` or `list[str]`.
        default: What holds where the program passes none, a value of that type; a text may start with `$ORIGIN`.
        required: Whether a start without it fails where it has no default. If False, what is made of it stays unset.
        doc: What it is for, for the developer of the program.

    Returns:
        A text that can be joined with others, in paths and other texts. A value that is no `str` is taken whole: by a
        field that holds such a value, a list also joined with other lists. Nothing else is known of it yet.
    """
    type = _type_name(type)
    declare("host_value", {"name": name, "type": type, "default": default, "required": required, "doc": doc})
    mark = "$HOST{" + str(name) + "}"
    return [mark] if type == "list[str]" else mark

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
