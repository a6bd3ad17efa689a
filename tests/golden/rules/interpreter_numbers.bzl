# options:
# options: --format rust-expr
"""Numbers that stand for what pyembed has a name for: 0 and 1 of flags, and the places of choices."""

interpreter(
    bytes_warning = 2,
    import_time = 0,
    optimization_level = 2,
    tracemalloc = 1,
    verbose = 1,
)
