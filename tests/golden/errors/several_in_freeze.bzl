# options:
"""All mistakes that freezing finds come together, ordered by place."""

interpreter(
    home = "",
    prefix = "",
)
static_extension("a-b")
static_extension("c")
static_extension("d", init = "1x")
static_extension("c")
filesystem_importer(mode = "append")
dynamic_extension("e", "", loader = "oxidized")
