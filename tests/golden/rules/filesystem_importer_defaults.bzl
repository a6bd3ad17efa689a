# options:
# options: --format rust
"""Called without arguments it leaves the path to CPython."""

filesystem_importer()
