"""What the interpreter finds around it: packages of a virtual environment, variables of the environment."""

load(":internal.bzl", "declare")

EnvironmentVariable = record(name = typing.Any, value = typing.Any, remove = typing.Any, overwrite = typing.Any)

VirtualEnvironment = record(path = typing.Any)

def virtual_environment(path: str):
    """Declares the virtual environment whose packages the interpreter sees. At most once.

    CPython takes the environment's interpreter for the program, as `executable` says it, reads `pyvenv.cfg`, takes the
    standard library of the installation that the environment was made from, and adds the packages. The variables
    `PYTHONEXECUTABLE` and `__PYVENV_LAUNCHER__`, which could choose another one, are removed before the start.

    Args:
        path: The folder of the environment: an absolute path, or one that starts with `$ORIGIN`. Where it is there
            when the config is checked for this machine, its `pyvenv.cfg` is checked as well.

    Returns:
        A record with `path`.
    """
    declare("virtual_environment", {"path": path})
    return VirtualEnvironment(path = path)

def environment_variable(name: str, value: None | str = None, remove: bool = False, overwrite: bool = True):
    """Declares a variable of the environment that the host sets or removes before Python starts.

    CPython, what it runs, and the processes that it starts see it so. Either `value` or `remove` must be given.

    Args:
        name: The name of the variable. Each may be declared once; to Windows, `Path` and `PATH` are one.
        value: What it becomes. It may hold `$ORIGIN`. Windows has no empty values: there, an empty one removes.
        remove: Whether it is removed.
        overwrite: Whether it is set where it is there already; with False, what the user has set stays.

    Returns:
        A record with the values.
    """
    declare("environment_variable", {"name": name, "value": value, "remove": remove, "overwrite": overwrite})
    return EnvironmentVariable(name = name, value = value, remove = remove, overwrite = overwrite)
