# options:
# options: --format rust
# options: --format rust-ffi
"""The importer is switched off."""

filesystem_importer(enabled = False)
