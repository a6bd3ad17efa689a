# options: --format c
# options: --format c-initconfig --python 3.14
# options: --format rust-ffi
"""What the outputs without pyembed write for a config with one of each: flag, text, path, list, module, path around."""

compatible_with(python = ">=3.10")
interpreter(
    profile = "isolated",
    utf8_mode = True,
    hash_seed = 7,
    home = "$ORIGIN/python",
    run_module = "app",
    int_max_str_digits = 0,  # configlang: disable=unavailable-field
    warn_options = ["error"],
    argvb = True,
)
static_extension("fast")
static_extension("app.faster")
filesystem_importer(paths = ["$ORIGIN/lib"], mode = "append")
