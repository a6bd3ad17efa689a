# options:
# options (fixed): -D is_fixed=true
"""A script whose neighbours are not found, and which is itself found from one folder alone."""

interpreter(
    parse_argv = False,
    argv = ["app", "--all"] if variable("is_fixed", default = False) else None,
    run_filename = "app/main.py",
)
