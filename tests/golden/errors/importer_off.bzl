# options:
# options (command): -D program=command
"""What the importer of files is needed for, while it is off."""

compatible_with(python = ">=3.12")
IS_COMMAND = variable("program", default = "module") == "command"

interpreter(
    parse_argv = False,
    run_command = "import app" if IS_COMMAND else None,
    run_module = None if IS_COMMAND else "app",
)
dynamic_extension("_plugin", path = "$ORIGIN/lib/_plugin.so")
filesystem_importer(
    paths = ["$ORIGIN/lib"],
    mode = "prepend",
    enabled = False,
)
