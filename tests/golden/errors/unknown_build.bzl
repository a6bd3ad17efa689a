# options: --format c
# options (old): --format c -D limits=<3.13
# options (letters): --format c -D limits=>=3.14td
# options (none): --format c --python 3.12td
# options (other): --format c --python 3.13d
"""Builds of CPython that there are not, or that the config is not for."""

compatible_with(
    python = variable("limits", ">=3.13"),
    builds = ["free-threaded"] if variable("limits", ">=3.13") == "<3.13" or TARGET.debug else ["release", "nogil", "debugs"],
)
interpreter(profile = "isolated", utf8_mode = True, home = "$ORIGIN")
