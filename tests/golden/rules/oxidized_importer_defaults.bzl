# options:
# options: --format rust
"""OxidizedFinder is on without resources of its own."""

oxidized_importer()
