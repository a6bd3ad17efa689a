# options:
"""Names of modules that are taken, by the same rule or the other."""

static_extension("fast")
static_extension(name = "fast", init = "other")
dynamic_extension("fast", "$ORIGIN/fast.so")
static_extension("a"); static_extension("a")
[static_extension(name) for name in ["b", "b"]]
