# options: --format rust
# options: --format rust-expr -D backend=jemalloc
"""Settings that pyembed alone looks at, and does nothing with; and what it adds of its own."""

BACKEND = variable("backend", default = "")

interpreter(
    parse_argv = False,
    allocator_backend = BACKEND or None,
    allocator_raw = False if BACKEND else None,
    allocator_mem = None if BACKEND else True,
    multiprocessing_auto_dispatch = True,
    multiprocessing_start_method = "forkserver",
    run_module = "app",
    write_modules_directory_env = "APP_MODULES",
)
