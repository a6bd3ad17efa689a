"""Functions that declare, called by name and by position."""

def c_module(name, *, package = "app"):
    """Declares a module in C that belongs to a package."""
    static_extension(
        name = package + "." + name,
        init = "PyInit_" + name,
    )

def settings(run, quiet = False):
    """Returns the settings that every build has."""
    return {
        "profile": "isolated",
        "run_module": run,
        "quiet": quiet,
        "utf8_mode": True,
    }

compatible_with(python = ">=3.11.4")
c_module("_speedups")
c_module("_native", package = "core")
interpreter(optimization_level = 1, **settings("app", quiet = True))
