# options (rust): --format rust
# options (expr): --format rust-expr
# options (yaml): --format yaml --python 3.10
"""Values of the host in what pyembed has of a text, a path, a list and numbers, with and without defaults."""

data = host_value("data", default = "$ORIGIN/data", doc = "Where its data are. */ \\ ??/")
mods = host_value("mods", type = list[str], required = False)
name = host_value("name")

compatible_with(python = ">=3.9,<3.12")
interpreter(
    profile = "isolated",
    home = host_value("home_folder", required = False),
    utf8_mode = True,
    optimization_level = host_value("level", type = int, default = 1),
    parse_argv = host_value("parses", type = bool, default = False),
    pycache_prefix = "/x/$" + "HOST/" + name,
    run_command = "import app  # $ORIGIN\n" + "app.main(%r)" % name,
    hash_seed = host_value("seed", type = int, required = False),
    tcl_library = "$ORIGIN/tcl/" + name,
    warn_options = ["error"] + mods,
    write_bytecode = host_value("writes", type = bool, required = False),
)
static_extension("native", init = "PyInit_native")
filesystem_importer(paths = [data + "/py", "/fixed"] + mods)
