# options:
# options: --format rust
"""A shared library is carried in the JSON; pyembed finds it through the path importer and is told nothing."""

compatible_with(python = "==3.11")
filesystem_importer(paths = ["$ORIGIN/lib", "$ORIGIN/lib/python3.11"])
dynamic_extension("zz", "$ORIGIN/lib/zz.so")
dynamic_extension(name = "app._fast", path = "$ORIGIN/lib/app/_fast.cpython-311-x86_64-linux-gnu.so", loader = "filesystem")
