# options:
# options (c): --python 3.12
"""Remarks on an isolated list of paths: nothing of it need be the standard library, and site-packages join it."""

interpreter(
    profile = "isolated",
    set_missing_path_configuration = False,
    utf8_mode = True,
)
filesystem_importer(paths = ["$ORIGIN/lib"])
