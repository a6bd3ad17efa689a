# options:
filesystem_importer(
    paths = ["lib",
)
