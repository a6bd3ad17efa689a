# options: -D seed=0 -D level=0
# options (largest): -D seed=4294967295 -D level=2
"""Both ends of the numbers that are allowed."""

interpreter(
    hash_seed = variable("seed", default = 1),
    optimization_level = variable("level", default = 1),
)
