# options: --format yaml
"""What a released PyOxy sets itself, a warning silenced, and a CPython that it lacks."""

compatible_with(python = ">=3.9,<3.12")
interpreter(
    home = "/opt/python",
    prefix = "/opt/python",  # configlang: disable=overwritten
    python_path_env = "/opt/lib",
)
