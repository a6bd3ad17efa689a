# options:
"""Values that are not among those allowed, with the nearest where one is near."""

interpreter(
    profile = "pythn",
    allocator = "pymalloc",
    allocator_backend = "tcmalloc",
    bytes_warning = "Warn",
    check_hash_pycs_mode = "",
    terminfo_resolution = "static",
    coerce_c_locale = "en_US.UTF-8",
    multiprocessing_start_method = "fork server",
)
filesystem_importer(
    paths = ["lib"],
    mode = "prefix",
)
dynamic_extension("a", "$ORIGIN/a.so", "file")
