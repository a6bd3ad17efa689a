# options: --format c
# options (rust): --format rust
# options (json): --format json
host(
    outputs = ["c"],
    libpython = "static",
    plugin = True,
    sealed = True,
)
interpreter(pycache_prefix = "$ORIGIN/cache")
dynamic_extension("fast", path = "$ORIGIN/lib/fast.so")
filesystem_importer(
    paths = ["$ORIGIN/lib"],
    mode = "prepend",
)
