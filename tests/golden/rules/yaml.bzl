# options: --format yaml
"""A document for PyOxy: each kind of value, and texts that YAML has another meaning for."""

interpreter(
    profile = "isolated",
    optimization_level = 2,
    utf8_mode = True,
    buffered_stdio = False,
    hash_seed = 4294967295,
    check_hash_pycs_mode = "never",
    run_command = "print('a: b # c')\nprint(\"\\\\\")",
    program_name = "null",
    x_options = ["snake=🐍", "ß\u2028", "---", "~"],
    warn_options = [],
    terminfo_resolution = "static:/usr/share/terminfo",
    tcl_library = "$ORIGIN/tcl",
    allocator_backend = "rust",
    sys_frozen = True,
)
dynamic_extension("plugin", path = "$ORIGIN/lib/plugin.so")
filesystem_importer(paths = ["$ORIGIN/lib", "$ORIGIN/lib/~"])
oxidized_importer()
