# options (0): -D arm=0
# options (1): -D arm=1
# options (2): -D arm=2
# options (3): -D arm=3
# options (4): -D arm=4
# options (5): -D arm=5
# options (6): -D arm=6
# options (0): -D arm=0 --format rust-expr
# options (1): -D arm=1 --format rust-expr
# options (2): -D arm=2 --format rust-expr
# options (3): -D arm=3 --format rust-expr
# options (4): -D arm=4 --format rust-expr
# options (5): -D arm=5 --format rust-expr
# options (6): -D arm=6 --format rust-expr
"""Every value of every field that has a closed set of them in pyembed: run N takes the N-th of each set."""

ARM = variable("arm", default = 0)

def arm(*values):
    return values[ARM % len(values)]

interpreter(
    profile = arm("isolated", "python"),
    allocator_backend = arm("default", "jemalloc", "mimalloc", "snmalloc", "rust"),
    multiprocessing_start_method = arm("none", "fork", "forkserver", "spawn", "auto"),
    terminfo_resolution = arm("dynamic", "none", "static:/usr/share/terminfo"),
    allocator = arm("not-set", "default", "debug", "malloc", "malloc-debug", "py-malloc", "py-malloc-debug"),
    configure_locale = True,
    coerce_c_locale = arm("LC_CTYPE", "C"),
    bytes_warning = arm("none", "warn", "raise"),
    check_hash_pycs_mode = arm("always", "never", "default"),
    optimization_level = arm(0, 1, 2),
)
