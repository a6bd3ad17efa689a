# options: --format c
# The outputs, what libpython is, and arguments that there are not yet.
host(
    outputs = ["c"],
    libpython = "dlopen",
    plugin = "yes",
    wide = True,
)
