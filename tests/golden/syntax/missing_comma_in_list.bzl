# options:
filesystem_importer(paths = ["a" "b"])
