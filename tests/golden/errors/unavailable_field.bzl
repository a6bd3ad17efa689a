# options:
# options (new): --python 3.14 -D chosen=true
# options (old): --python 3.8 -D chosen=true
# options (windows): --target x86_64-pc-windows-msvc
"""Fields, and values of fields, that no version or target of the config has."""

CHOSEN = variable("chosen", default = False, doc = "Whether a version is chosen.")

compatible_with(python = ">=3.8" if CHOSEN else ">=3.8,<3.11,!=3.9")

interpreter(
    safe_path = True,
    show_alloc_count = True,
    int_max_str_digits = 0,
    allocator = "mimalloc",
    import_time = 2,
    legacy_windows_stdio = True,
    orig_argv = ["a"],
)
