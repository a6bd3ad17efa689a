# options:
"""Switches that do nothing, or less than they say."""

interpreter(
    profile = "isolated",
    allocator = "malloc",
    buffered_stdio = False,
    development_mode = True,
    home = "/opt/app/python",
    install_signal_handlers = False,
    malloc_stats = True,
    parse_argv = False,
    pycache_prefix = "/opt/app/cache",
    run_module = "app",
    show_ref_count = True,
    skip_first_source_line = True,
    sys_path_0 = "/opt/app",
    use_frozen_modules = True,
    utf8_mode = True,
    warn_default_encoding = True,
    write_bytecode = False,
)
