"""A file beside the config, with a variable of its own."""

load("//lib/deep:names.bzl", "VERBOSE")

def harden(level: int):
    """Declares an interpreter that keeps to itself."""
    interpreter(
        profile = "isolated",
        optimization_level = level,
        utf8_mode = True,
        verbose = VERBOSE,
    )
