# options: --format c
"""The init function is called like one of CPython's own."""

compatible_with(python = ">=3.11")
static_extension("app.time")
