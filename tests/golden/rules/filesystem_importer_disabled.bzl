# options:
# options: --format rust
"""The importer is switched off."""

filesystem_importer(enabled = False)
