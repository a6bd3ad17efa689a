# options: --format rust --target x86_64-pc-windows-msvc
"""A backend that pyembed does not have on the target, and packed resources that fork there."""

interpreter(
    allocator_backend = "jemalloc",
    multiprocessing_start_method = "fork",
    terminfo_resolution = "static:/usr/share/terminfo",
)
oxidized_importer(embedded = ["packed.bin"])
