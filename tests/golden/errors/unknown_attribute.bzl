# options:
"""Attributes that a value does not have, at the top level and in a function."""

def name():
    return "a".uper()

static_extension(name())
["a"].push("b")
{"a": 1}.has_key("a")
print(TARGET.os.upper().lowr())
