# options:
"""A project that another configlang reads."""

static_extension("a")
