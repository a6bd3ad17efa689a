# options:
"""The same where they are computed, up to numbers of any size."""

interpreter(
    hash_seed = 1 << 32,
    optimization_level = -(1 << 100),
    verbose = 1 << 64,
    bytes_warning = 1 << 32,
)
