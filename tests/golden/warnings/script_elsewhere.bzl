# options: --format rust
# options: --format c
# options: --format yaml
# options (absolute): --format c -D script=/opt/app/main.py
"""A script that is named from the working folder, and what is beside it; and a file of names that nobody writes."""

SCRIPT = variable("script", default = "main.py")

interpreter(
    profile = "python",
    run_filename = SCRIPT,
    python_path_env = "/opt/lib",
    use_environment = False,
    write_modules_directory_env = "MODULES",
)
