# options:
"""Three programs, of which CPython runs one."""

interpreter(
    parse_argv = False,
    run_filename = "/opt/app/main.py",
    run_module = "app",
    run_command = "import app",
)
