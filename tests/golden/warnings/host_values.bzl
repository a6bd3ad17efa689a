# options: --format c
# options (rust): --format rust
"""What is said of values of the host: those that nothing is made of, and those that leave something unchecked."""

host_value("unused", default = "x")
compatible_with(python = ">=3.9,<3.12")
interpreter(
    profile = "isolated",
    home = host_value("library"),
    utf8_mode = True,
    program_name = host_value("program", required = False),
    run_filename = host_value("script", default = "app.py"),
    bytes_warning = "warn",
    write_bytecode = host_value("writes", type = bool),
    pycache_prefix = host_value("cache", default = "$ORIGIN/cache"),
    tracemalloc = host_value("frames", type = int, default = 3),
    optimization_level = host_value("level", type = int, default = 3),
    safe_path = host_value("safe", type = bool, default = True),
)
