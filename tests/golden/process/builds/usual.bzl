"""One that says nothing of builds, and is fine with any."""

compatible_with(python = ">=3.13")
interpreter(profile = "isolated", utf8_mode = True, home = "$ORIGIN")
