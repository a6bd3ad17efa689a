# options:
"""A NUL in every kind of text."""

interpreter(
    run_command = "a\0b",
    home = "/\0",
    argv = ["a", "b\0"],
    x_options = ["\x00"],
    terminfo_resolution = "static:\0",
)
static_extension("a\0b")
dynamic_extension("c", "\0")
filesystem_importer(paths = ["lib", "\0"])
