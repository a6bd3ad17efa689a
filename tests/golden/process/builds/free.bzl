"""One for free-threaded builds."""

compatible_with(python = ">=3.13", builds = ["free-threaded"])
interpreter(profile = "isolated", utf8_mode = True, home = "$ORIGIN")
