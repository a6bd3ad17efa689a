# options:
# options (newest): -D newest=true
# options (old): --python 3.8.1
"""A config that looks at the version and comes out the same for all of its versions, or is for one alone."""

load("@stdlib//:paths.bzl", "stdlib_paths")

NEWEST = variable("newest", default = False)

compatible_with(python = "==3.12" if NEWEST else ">=3.8")

# Fails for versions that the config is not for.
LEVELS = {"3.12": 1} if NEWEST else {"3.{}".format(minor): 1 for minor in range(8, 15)}

print("evaluated for", TARGET.python if NEWEST else "all")
interpreter(
    profile = "isolated",
    optimization_level = LEVELS[TARGET.python],
    utf8_mode = TARGET.version >= (3, 8) and not TARGET.free_threaded and not TARGET.debug,
    verbose = stdlib_paths("/opt")[1] == "/opt/lib/python3.7",
)
