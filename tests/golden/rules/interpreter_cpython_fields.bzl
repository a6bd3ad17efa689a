# options:
# options (full): --full
# options (macos): --target aarch64-apple-darwin
# options: --format rust
"""Every field of `interpreter` that CPython has and pyembed lacks, each with a value that is not its default."""

interpreter(
    code_debug_ranges = False,
    context_aware_warnings = True,
    cpu_count = 4,
    dump_refs_file = "/opt/app/refs",
    enable_gil = True,
    int_max_str_digits = 0,
    orig_argv = ["app", "-v", "na\u00efve \U0001f40d"],
    perf_profiling = 1,
    platlibdir = "lib64",
    remote_debug = False,
    run_presite = "app.presite",
    safe_path = True,
    show_alloc_count = True,
    stdlib_dir = "/opt/app/stdlib",
    sys_path_0 = "/opt/app",
    thread_inherit_context = True,
    tlbc_enabled = False,
    use_frozen_modules = False,
    use_hash_seed = True,
    use_system_logger = True if TARGET.os == "macos" else None,
    warn_default_encoding = True,
)
