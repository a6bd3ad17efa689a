# options:
"""The parameters may be given by position too; a tuple is as good as a list."""

filesystem_importer(("/opt/python/lib/python3.11",), "replace", False)
