# options:
"""What is announced and not there."""

dynamic_extension(
    name = "a",
    path = "lib/a.so",
    loader = "oxidized",
)
