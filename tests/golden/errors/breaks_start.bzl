# options: --format c
"""CPython can't start, or run the program, with this module in the place of its own."""

static_extension("codecs")
