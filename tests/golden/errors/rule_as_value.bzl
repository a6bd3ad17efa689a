# options:
"""Rules under another name and passed on: the place is the call that has the argument."""

ext = static_extension
ext("a-b")

def apply(function, *args, **kwargs):
    function(*args, **kwargs)

apply(static_extension, "e-f")
apply(interpreter, isolated = "no")
