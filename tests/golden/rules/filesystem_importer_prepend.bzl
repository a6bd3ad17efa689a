# options:
# options: --format rust
# options: --format rust-expr
"""JSON carries paths before the computed ones; pyembed can't."""

filesystem_importer(
    paths = ["$ORIGIN/lib"],
    mode = "prepend",
)
