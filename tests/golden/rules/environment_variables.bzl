# options: --format json
# options: --format c
# options: --format c-initconfig --python 3.14
# options: --format rust-ffi
# options: --format rust
# options: --format yaml
"""Variables of the environment, set and removed before the start."""

interpreter(profile = "isolated", utf8_mode = True, home = "$ORIGIN", tcl_library = "$ORIGIN/tcl")
environment_variable("TZ", value = "UTC")
environment_variable(
    name = "APP_DATA",
    value = "$ORIGIN/däta",
    overwrite = False,
)
environment_variable("OLD", remove = True)
environment_variable("__PYVENV_LAUNCHER__", remove = True)
