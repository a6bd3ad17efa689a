# options:
"""Numbers that are too small or too large."""

interpreter(
    hash_seed = -1,
    optimization_level = 3,
)
