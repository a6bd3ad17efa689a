# options:
# options (windows): --target x86_64-pc-windows-msvc
"""Variables of the environment that can't be."""

environment_variable("")
environment_variable("A=B", value = "c")
environment_variable("NUL", value = "\0")
environment_variable("NEITHER")
environment_variable("BOTH", value = "1", remove = True)
environment_variable("KEPT", remove = True, overwrite = False)
environment_variable(name = "NUMBER", value = 1)
environment_variable("TWICE", value = "1")
environment_variable("Path", value = "1")
environment_variable("TWICE", remove = True)
environment_variable("PATH", value = "1")
environment_variable("FLAG", value = "1", overwrite = "no")
