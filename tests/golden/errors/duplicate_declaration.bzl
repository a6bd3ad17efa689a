# options:
"""Rules that may be called once, called again."""

interpreter(utf8_mode = True)
filesystem_importer(paths = ["lib"])
oxidized_importer()
compatible_with(python = ">=3.9")

filesystem_importer(
    paths = ["lib"],
)
interpreter()
oxidized_importer()
compatible_with(python = ">=3.9")
interpreter(isolated = True)
