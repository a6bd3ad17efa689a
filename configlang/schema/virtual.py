"""What a virtual environment makes of a config: the settings by which CPython uses one."""

from __future__ import annotations

from configlang.schema.config import Config
from configlang.schema.part import replaced
from configlang.schema.texts import to_path


def program_of(folder: str, *, is_windows: bool) -> str:
    """Return the interpreter of an environment, which is what CPython must take the program for."""
    end = "\\Scripts\\python.exe" if is_windows else "/bin/python"
    return to_path(folder.rstrip("/\\" if is_windows else "/") + end)


def in_environment(config: Config) -> Config:
    """
    Return a config with the settings that its virtual environment implies; one without an environment as it is.

    What works in every version is the path of the environment's interpreter as ``executable``, whether that file is
    there or not: CPython, or ``site``, reads ``pyvenv.cfg`` in the folder above. ``home`` and the prefixes don't, and
    what the config says of the executable itself stays.
    """
    environment, interpreter = config.virtual_environment, config.interpreter
    if environment is None or interpreter.executable is not None:
        return config
    program = program_of(environment.path, is_windows=config.target.is_windows)
    return replaced(config, {"interpreter": replaced(interpreter, {"executable": program})})
