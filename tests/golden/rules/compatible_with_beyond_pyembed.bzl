# options:
# options: --format rust
"""Some versions are none that pyembed can start: a warning, because others are."""

compatible_with(python = ">=3.10")
