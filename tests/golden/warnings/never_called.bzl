# options:
"""Functions that declare: one is never called, one by way of another, one in a list, and one takes arguments."""

def inner():
    static_extension("_inner")

def outer():
    inner()

def listed():
    static_extension("_listed")

def called(name):
    static_extension(name)

def with_arguments(name, *, init = None):
    static_extension(name, init = init)

def helper():
    return 1

def variables():
    return variable("v", default = 1)

[function() for function in [listed]]
called("_called")
