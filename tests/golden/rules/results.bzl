# options:
"""What the rules return: frozen records with the declared values, defaults filled in."""

compatible = compatible_with(python = ">=3.9")
config = interpreter(utf8_mode = True, x_options = ["a"])
fast = static_extension("app._fast")
library = dynamic_extension("app._lib", path = "$ORIGIN/lib/app/_lib.so")
files = filesystem_importer(paths = ["$ORIGIN/lib"])
packed = oxidized_importer(memory_mapped = ["$ORIGIN/packed.bin"])

static_extension("report", init = "_".join([
    fast.name.replace(".", "_"),
    fast.init,
    library.loader,
    files.mode,
    str(files.enabled),
    str(len(files.paths)),
    type(files.paths),
    str(len(packed.embedded)),
    type(packed.memory_mapped),
    config.profile,
    str(config.utf8_mode),
    str(config.isolated),
    type(config.x_options),
    compatible.python.replace(">=3.", "at_least_"),
    type(compatible.targets),
]))
