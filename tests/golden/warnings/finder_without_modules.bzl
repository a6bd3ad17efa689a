# options: --format rust
"""OxidizedFinder, with nothing but extension modules to find, and folders that a module may lie in."""

interpreter(
    multiprocessing_start_method = "spawn",
    python_path_env = "/opt/lib",
)
dynamic_extension("fast", path = "$ORIGIN/elsewhere/fast.so", loader = "oxidized")
dynamic_extension("app.slow", path = "$ORIGIN/elsewhere/slow.so")
oxidized_importer(extensions = "$ORIGIN/extensions.bin")
filesystem_importer(
    paths = ["$ORIGIN/a", "$ORIGIN/b", "$ORIGIN/c", "$ORIGIN/d", "$ORIGIN/lib/python3.11"],
)
