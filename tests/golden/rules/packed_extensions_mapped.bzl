# options: --format rust --python 3.10
# options: --format json --python 3.10
"""Extension modules in a packed-resources file that is mapped at run time."""

oxidized_importer(memory_mapped = ["$ORIGIN/own.bin"], extensions = "$ORIGIN/app.packed-resources")
dynamic_extension("fast", path = "lib/fast.so", loader = "oxidized")
interpreter(set_missing_path_configuration = False)
