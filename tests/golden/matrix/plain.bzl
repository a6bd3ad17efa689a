compatible_with(python = ">=3.12")
interpreter(profile = "python", isolated = True)
