# options: --format rust --python 3.10
"""A place for a file that is not written."""

oxidized_importer(extensions = "$ORIGIN/app.packed-resources")
interpreter(set_missing_path_configuration = False)
