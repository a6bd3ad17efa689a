# options: --format rust
"""OxidizedFinder, on a CPython that it crashes too."""

compatible_with(python = ">=3.10,<3.12")
oxidized_importer(memory_mapped = ["$ORIGIN/packed.bin"])
