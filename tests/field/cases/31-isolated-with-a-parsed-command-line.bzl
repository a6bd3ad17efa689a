# source: python/cpython#121239
# check: c 3.10 3.11
# clean: yes
# must-not: arguments-taken
interpreter(
    profile = "isolated",
    utf8_mode = True,
    parse_argv = True,
    home = "$ORIGIN",
)
