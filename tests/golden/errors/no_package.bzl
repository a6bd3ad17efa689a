# options: --format c
"""A module is declared inside of what is no package, or can't be imported."""

compatible_with(python = ">=3.11")
static_extension("typing.fast")
