# options:
"""Paths that are empty."""

interpreter(
    home = "",
    prefix = "",
)
filesystem_importer(paths = ["lib", ""])
oxidized_importer(embedded = [""])
dynamic_extension("a", "")
