# options:
"""A value of a wrong type for each kind of field."""

interpreter(
    isolated = "yes",
    utf8_mode = 1,
    verbose = "maybe",
    hash_seed = "12",
    optimization_level = True,
    run_module = ["app"],
    home = 3,
    argv = "app",
    x_options = ["a", 1, "b", None],
    warn_options = {"error": True},
    allocator = 1,
    profile = None,
    tracemalloc = 1.5,
    quiet = [],
)
