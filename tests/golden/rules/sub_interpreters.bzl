# options: --format json
# options: --format c
# options: --format c-initconfig --python 3.14
# options: --format rust-ffi
# options: --format rust
# options: --format yaml
"""Sub-interpreters: with a GIL of their own, with that of the main one, with every switch."""

compatible_with(python = ">=3.8")
interpreter(profile = "isolated", utf8_mode = True, home = "$ORIGIN", sys_frozen = True)
static_extension("fast")
static_extension("pack.swift")
sub_interpreter("worker")
sub_interpreter(name = "Helper", gil = "shared")
sub_interpreter(
    "closed",
    gil = "shared",
    use_main_obmalloc = False,
    allow_fork = False,
    allow_exec = True,
    allow_threads = False,
    allow_daemon_threads = False,
    check_multi_interp_extensions = True,
)
