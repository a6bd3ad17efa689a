# options:
# options (fixed): -D is_fixed=true
# options: --format rust -D parse_argv=false --target x86_64-pc-windows-msvc
"""Workers of multiprocessing that do not come up."""

interpreter(
    home = "/opt/python",
    parse_argv = None if variable("parse_argv", default = True) else False,
    argv = ["app"] if variable("is_fixed", default = False) else None,
    sys_frozen = True,
)
