# options:
"""Columns count characters, not bytes; long lines and wide characters keep the mark in place."""

static_extension("ä", init = "ö-1") ; static_extension("é-1", init = "PyInit_x")
interpreter(run_command = "日本語 🐍 e\u0301 é", hash_seed = -1, run_module = "app")
filesystem_importer(paths = ["ä", ""])  # configlang counts ä as one
dynamic_extension("ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc", "", "filesystem")
