# options:
# options: --format rust
"""The paths are the whole of sys.path."""

filesystem_importer(paths = ["$ORIGIN/lib", "/opt/python/lib/python3.11"], mode = "replace", enabled = True)
