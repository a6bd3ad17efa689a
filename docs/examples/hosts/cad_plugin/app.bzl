"""A plug-in of a CAD program, which brings its own Python: the program opens it with its symbols for itself."""

compatible_with(python = ">=3.8")
host(
    outputs = ["c"],
    plugin = True,
)
interpreter(
    profile = "isolated",
    home = "$ORIGIN/python",
    install_signal_handlers = False,
    utf8_mode = True,
)
filesystem_importer(
    paths = ["$ORIGIN/tools"],
    mode = "prepend",
)
