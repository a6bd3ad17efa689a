# options:
"""A person at the prompt, and no prompt behind the program."""

interpreter(
    parse_argv = False,
    run_module = "app",
    interactive = True,
)
