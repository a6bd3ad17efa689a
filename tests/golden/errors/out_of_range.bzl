# options:
"""Numbers that are too small or too large."""

interpreter(
    hash_seed = -1,
    optimization_level = 2147483648,
    tracemalloc = 65536,
    verbose = -1,
    import_time = 3,
    bytes_warning = -1,
    perf_profiling = 3,
    cpu_count = -2,
)
