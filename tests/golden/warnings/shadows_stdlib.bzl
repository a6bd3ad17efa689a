# options: --format c
"""An extension module has the name of a module of the standard library."""

static_extension("json")
