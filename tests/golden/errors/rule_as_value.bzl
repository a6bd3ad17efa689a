# options:
"""Rules under another name, passed on, and called through a partial: the place is the call that has the argument."""

ext = static_extension
ext("a-b")
ext(nme = "c")
partial(static_extension, init = "1x")("d")

def apply(function, *args, **kwargs):
    function(*args, **kwargs)

apply(static_extension, "e-f")
apply(interpreter, isolated = "no")
