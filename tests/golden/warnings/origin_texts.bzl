# options:
"""The folder of the executable where it is text, and where nothing is made from it."""

interpreter(
    home = "/opt/python",
    set_missing_path_configuration = False,
    parse_argv = False,
    origin = "/opt/app",
    exe = "/opt/app/app",
    argv = ["$ORIGIN/app", "--all"],
    x_options = ["importtime", "pycache_prefix=$ORIGIN/cache"],
    terminfo_resolution = "static:$ORIGIN/terminfo",
)
