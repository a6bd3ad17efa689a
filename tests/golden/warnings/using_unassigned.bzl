# options:
"""A variable that is used where it has no value yet."""

def f():
    x = y
    y = 1
    return x + y

static_extension("a")
