"""A query engine: a library that finds Python running in one program, and has to start it in another."""

compatible_with(python = ">=3.8")
host(
    outputs = ["c"],
    adopt = True,
)
interpreter(
    profile = "isolated",
    home = "$ORIGIN/python",
    utf8_mode = True,
)
static_extension("_query")
filesystem_importer(
    paths = ["$ORIGIN/functions"],
    mode = "prepend",
)
