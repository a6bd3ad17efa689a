# options:
# options (first): -D argv=first
# options (vanishing): -D argv=vanishing
# options (name): -D argv=name -D parse_argv=true
# options (late): -D argv=late -D parse_argv=true
# options (program): -D argv=program -D parse_argv=true
# options (no_program): -D argv=program -D parse_argv=true -D is_command=true
"""Lists of arguments that do not arrive as they stand: the start ends, or sys.argv is another."""

LISTS = {
    "ending": ["app", "-v", "--version"],
    "first": ["--quiet"],
    "late": ["app", "-X", "dev", "word"],
    "name": ["app"],
    "program": ["app", "-O", "-c", "import other"],
    "vanishing": ["app", "-O", "--", "-v"],
}
ARGV = variable("argv", default = "ending")
IS_COMMAND = variable("is_command", default = False) or ARGV == "name"

interpreter(
    profile = "isolated" if ARGV == "late" else "python",
    utf8_mode = True,
    parse_argv = True if variable("parse_argv", default = False) else None,
    argv = LISTS[ARGV],
    run_command = "import app" if IS_COMMAND else None,
    run_module = None if IS_COMMAND else "app",
)
