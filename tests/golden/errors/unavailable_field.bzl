# options:
# options (new): --python 3.14
# options (old): --python 3.8
# options (windows): --target x86_64-pc-windows-msvc
"""Fields, and values of fields, that no version or target of the config has."""

compatible_with(python = ">=3.8" if TARGET.python else ">=3.8,<3.11,!=3.9")

interpreter(
    safe_path = True,
    show_alloc_count = True,
    int_max_str_digits = 0,
    allocator = "mimalloc",
    import_time = 2,
    legacy_windows_stdio = True,
    orig_argv = ["a"],
)
