"""A program that runs one script after another in a Python that stays up, whatever a script does to end."""

compatible_with(python = ">=3.8")
host(outputs = ["c"])
interpreter(
    profile = "isolated",
    home = "$ORIGIN/python",
    install_signal_handlers = True,
    utf8_mode = True,
)
