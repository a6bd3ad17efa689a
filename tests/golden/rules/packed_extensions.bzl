# options: --format rust --python 3.10
# options (expr): --format rust-expr --python 3.10
# options (windows): --format rust --python 3.10 --target x86_64-pc-windows-msvc
# options: --format json --python 3.10
"""Extension modules in a packed-resources file that configlang writes: without a file they are in the text."""

oxidized_importer(embedded = ["own.bin"])
dynamic_extension("fast", path = "lib/fast.so", loader = "oxidized")
dynamic_extension("app.codec", path = "$ORIGIN/lib/odd name.bin", loader = "oxidized")
interpreter(set_missing_path_configuration = False)
