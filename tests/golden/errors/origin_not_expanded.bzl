# options:
# options: --format rust
"""$ORIGIN where nothing expands it."""

interpreter(
    home = "$ORIGIN/python",
    tcl_library = "$ORIGIN/tcl",
    exe = "$ORIGIN/app",
    program_name = "$ORIGIN/app",
    parse_argv = False,
    run_command = "print('$ORIGIN')",
)
