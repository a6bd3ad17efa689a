# options: --format c
# options (initconfig): --format c-initconfig
# options: --format rust-ffi
"""What an output for hosts without pyembed has no form for, each at its place."""

interpreter(
    allocator_backend = "rust",
    allocator_debug = True,
    exe = "$ORIGIN/app",
    origin = "$ORIGIN",
    int_max_str_digits = -1,
    multiprocessing_start_method = "spawn",
    python_path_env = "/opt/lib:$ORIGIN/lib",
    write_modules_directory_env = "MODULES",
)
static_extension("fast", init = "crate::fast::init")
oxidized_importer(memory_mapped = ["$ORIGIN/resources.bin"])
