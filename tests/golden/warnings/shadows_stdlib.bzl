# options: --python 3.11
"""An extension module has the name of a module of the standard library."""

static_extension("json")
