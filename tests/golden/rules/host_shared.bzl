# options: --format c
# A shared libpython has what modules need.
host(
    outputs = ["c"],
    libpython = "shared",
    sealed = True,
)
interpreter(
    profile = "isolated",
    utf8_mode = True,
    write_bytecode = False,
)
dynamic_extension("fast", path = "$ORIGIN/lib/fast.so")
filesystem_importer(
    paths = ["$ORIGIN/lib"],
    mode = "prepend",
)
