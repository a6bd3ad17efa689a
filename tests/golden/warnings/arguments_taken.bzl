# options:
# options (command): -D program=command
# options (file): -D program=file
# options (asked): -D program=file -D parse_argv=true
"""Arguments that CPython reads before the program can."""

PROGRAM = variable("program", default = "module")

interpreter(
    parse_argv = True if variable("parse_argv", default = False) else None,
    run_command = "import app" if PROGRAM == "command" else None,
    run_module = "app" if PROGRAM == "module" else None,
    run_filename = "/opt/app/__main__.pyz" if PROGRAM == "file" else None,
)
