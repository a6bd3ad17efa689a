# options: --format rust
# options (late): --format rust --python 3.11
# options:
"""Up to CPython 3.10 nothing finds a linked-in module with a dot, unless an output or a program brings a finder."""

interpreter(set_missing_path_configuration = False)
static_extension("app._native")
