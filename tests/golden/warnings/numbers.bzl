# options: --python 3.13
# options (jit): --python 3.12 --target x86_64-unknown-linux-gnu
# options (windows): --python 3.13 --target x86_64-pc-windows-msvc
"""Numbers that CPython reads otherwise."""

interpreter(
    cpu_count = 0 if TARGET.python != "3.12" else None,
    hash_seed = 42,
    int_max_str_digits = 100,
    perf_profiling = 2,
    use_hash_seed = False,
    verbose = 3,
)
