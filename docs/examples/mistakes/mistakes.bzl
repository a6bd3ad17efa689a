interpreter(
    profile = "isolate",
    faulthandler = True,
)
filesystem_importer(paths = "lib")
