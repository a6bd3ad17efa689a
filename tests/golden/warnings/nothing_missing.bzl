# options:
"""A switch that fills what is missing, where nothing is."""

interpreter(
    home = "/opt/python",
    program_name = "/opt/app/app",
    set_missing_path_configuration = True,
)
