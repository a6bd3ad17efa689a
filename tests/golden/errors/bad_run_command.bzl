# options: --python 3.9
# options (versions):
# options (indented): -D command=indented
# options (compiler): -D command=compiler --python 3.10
"""Commands that CPython can't compile: too new, indented, and wrong beyond the grammar."""

COMMANDS = {
    "new": "import sys\nmatch sys.argv:\n    case _: pass",
    "indented": """
    # Aligned with the config.
    import app
    """,
    "compiler": "import app\nreturn app.main()",
}

compatible_with(python = "<3.11")
interpreter(
    parse_argv = False,
    run_command = COMMANDS[variable("command", default = "new")],
)
