# options:
# options: --format rust
"""All versions are none that pyembed can start."""

compatible_with(python = ">=3.12")
