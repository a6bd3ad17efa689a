# options:
# options (full): --full
# options: --format rust
# options: --format rust-expr
"""A config that declares nothing: every default holds."""
