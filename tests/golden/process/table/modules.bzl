"""Macros of both configs."""

def module(name, init = None):
    static_extension(
        name,
        init = init or "PyInit_our_" + name,
    )
