# options:
# options (full): --full
# options: --format rust
# options: --format rust-expr
"""Values that CPython knows, in fields whose types in pyembed have no room for them."""

interpreter(
    allocator = "mimalloc",
    coerce_c_locale = "off",
    bytes_warning = 3,
    import_time = 2,
    optimization_level = 3,
    tracemalloc = 25,
    verbose = 2,
)
