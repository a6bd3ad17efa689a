# options (value): -D fault=value
# options (fail): -D fault=fail
# options (engine): -D fault=engine
# options (twice): -D fault=twice
"""A mistake three files deep: its place, and every call down to it."""

load("//lib:first.bzl", "first")

FAULT = variable("fault")

def here():
    """Calls into the first file."""
    first(FAULT)

here()
