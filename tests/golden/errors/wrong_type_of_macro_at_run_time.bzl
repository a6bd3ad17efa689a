# options:
"""What only the run can find: the value comes out of a dict."""

def macro(name: str):
    static_extension(name)

macro({"a": 1}["a"])
