# options:
"""The parameters may be given by position too; a tuple is as good as a list."""

filesystem_importer(("lib",), "replace", False)
