# options:
# options: --format rust
"""The same behind the computed ones."""

filesystem_importer(mode = "append", paths = ["$ORIGIN/lib"])
