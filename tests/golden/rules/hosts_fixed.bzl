# options: --format rust-ffi
# options: --format c --python 3.12
"""What hosts do where the config leaves nothing open: arguments, executable and origin are fixed, the path replaced."""

compatible_with(python = ">=3.9")
interpreter(
    profile = "isolated",
    site_import = False,
    utf8_mode = True,
    origin = "/opt/app",
    argv = ["app", "--level=\"high\"", "\\ \t\u00e9\U0001f40d"],
    argvb = True,
    parse_argv = False,
    hash_seed = 7,
    use_hash_seed = True,
    multiprocessing_auto_dispatch = False,
    terminfo_resolution = "static:/usr/share/terminfo",
    x_options = ["importtime"],
    run_command = "import app\napp.main()",
)
filesystem_importer(paths = ["$ORIGIN/lib/python.zip", "$ORIGIN/lib", "/usr/lib"])
