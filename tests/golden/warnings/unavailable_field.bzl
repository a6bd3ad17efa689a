# options:
# options: --format rust
# options (windows): --target x86_64-pc-windows-msvc
# options (new): --python 3.14
"""Fields, and values of fields, that part of the versions and targets of the config lack."""

compatible_with(
    python = ">=3.8,!=3.10",
    targets = ["x86_64-unknown-linux-gnu", "aarch64-apple-darwin", "x86_64-pc-windows-msvc"],
)

interpreter(
    safe_path = True,
    show_alloc_count = True,
    allocator = "mimalloc",
    import_time = 2,
    legacy_windows_stdio = True,
    use_system_logger = True,
)
