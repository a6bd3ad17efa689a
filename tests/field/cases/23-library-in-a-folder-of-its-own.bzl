# source: jmccardle/McRogueFace, src/McRFPy_API.cpp
# check: c 3.11
# rc: 0
# must-not: breaks-start
# says-not: no-standard-library
interpreter(
    profile = "isolated",
    utf8_mode = True,
    development_mode = False,
    home = "$ORIGIN/Python311",
    program_name = "$ORIGIN/mcrogueface",
)
filesystem_importer(paths = [
    "$ORIGIN/scripts",
    "$ORIGIN/Python311/lib.linux-x86_64-3.11",
    "$ORIGIN/Python311",
    "$ORIGIN/Python311/Lib",
    "$ORIGIN/venv/lib/python3.11/site-packages",
])
static_extension("mcrfpy")
