# options:
"""Nothing to add to the computed path."""

filesystem_importer(mode = "prepend")
