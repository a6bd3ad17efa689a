# options: --format c
# options (some): --format c -D python=>=3.10
# options (none): --format c -D python=>=3.10 --python 3.11
"""Sub-interpreters that do not start, are unsafe, or can't import everything."""

compatible_with(python = variable("python", default = ">=3.12"))
interpreter(profile = "isolated", utf8_mode = True, home = "$ORIGIN")
static_extension("fast")
sub_interpreter("good")
sub_interpreter("good_shared", gil = "shared")
sub_interpreter("one_allocator", use_main_obmalloc = True)
sub_interpreter(
    "no_check",
    use_main_obmalloc = True,
    check_multi_interp_extensions = False,
)
sub_interpreter(
    "forking",
    gil = "shared",
    allow_fork = True,
    allow_daemon_threads = True,
)
sub_interpreter(
    "no_threads",
    gil = "shared",
    allow_threads = False,
    allow_daemon_threads = True,
    check_multi_interp_extensions = True,
)
