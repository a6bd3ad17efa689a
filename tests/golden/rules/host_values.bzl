# options (c): --format c
# options (init): --format c-initconfig --python 3.14
# options (rust): --format rust-ffi
# options (json): --format json
"""Values of the host in a text, a path, a list and numbers, with and without defaults."""

data = host_value("data", default = "$ORIGIN/data", doc = "Where its data are. */ \\ ??/")
mods = host_value("mods", type = list[str], required = False)
name = host_value("name")

compatible_with(python = ">=3.12")
interpreter(
    profile = "isolated",
    home = "$ORIGIN",
    utf8_mode = True,
    optimization_level = host_value("level", type = int, default = 1),
    parse_argv = host_value("parses", type = bool, default = False),
    pycache_prefix = data + "/$" + "HOST/" + name,
    run_command = "import app  # $ORIGIN\n" + "app.main(%r)" % name,
    hash_seed = host_value("seed", type = int, required = False),
    warn_options = ["error"] + mods,
)
filesystem_importer(
    paths = [data + "/py"] + mods,
    mode = "prepend",
)
