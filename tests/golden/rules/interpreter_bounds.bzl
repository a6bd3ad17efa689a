# options: -D seed=0 -D level=0 -D count=-1 -D perf=0 -D frames=0
# options (largest): -D seed=4294967295 -D level=2147483647 -D count=2147483647 -D perf=2 -D frames=65535
"""Both ends of the numbers that are allowed."""

LEVEL = variable("level", default = 1)
COUNT = variable("count", default = 1)

interpreter(
    hash_seed = variable("seed", default = 1),
    optimization_level = LEVEL,
    bytes_warning = LEVEL,
    verbose = LEVEL,
    cpu_count = COUNT,
    int_max_str_digits = COUNT,
    perf_profiling = variable("perf", default = 1),
    tracemalloc = variable("frames", default = 1),
)
