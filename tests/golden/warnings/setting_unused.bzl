# options:
"""Names of settings that nothing reads, and names that are only names."""

utf8_mode = True
no_site = True
paths = ["$ORIGIN/lib"]
PyConfig_isolated = 1
DEBUG = True
x = 1
home = "/opt/python"
1 == 2

interpreter(home = home)
