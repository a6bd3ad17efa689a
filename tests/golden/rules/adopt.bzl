# options (c): --format c
# options (init): --format c-initconfig --python 3.14
# options (rust): --format rust-ffi
"""A host that takes over a Python that runs already: what is compared, folders, and modules of both kinds of names."""

compatible_with(python = ">=3.10")
host(outputs = ["c", "c-initconfig", "rust-ffi"], plugin = True, adopt = True)
interpreter(
    profile = "isolated",
    home = "$ORIGIN/python",
    utf8_mode = True,
    optimization_level = 1,
    hash_seed = 7,
    pycache_prefix = host_value("data", default = "/data") + "/cache",
    warn_options = ["error"],
)
static_extension("one")
static_extension("pkg.two", init = "PyInit_two")
filesystem_importer(paths = ["$ORIGIN/lib"], mode = "prepend")
environment_variable("APP_DATA", value = "$ORIGIN/data")
