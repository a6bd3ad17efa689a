# options: --format yaml --python 3.11
"""What a document for PyOxy can't say."""

interpreter(
    argv = ["app"],
    set_missing_path_configuration = True,
    allocator_backend = "mimalloc",
    run_filename = "$ORIGIN/app.py",
    verbose = 2,
)
static_extension("fast")
oxidized_importer(embedded = ["a.bin"], memory_mapped = ["$ORIGIN/b.bin"])
filesystem_importer(paths = ["$ORIGIN/lib"], mode = "prepend")
