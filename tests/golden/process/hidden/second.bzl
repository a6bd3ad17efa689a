interpreter(profile = "isolated", utf8_mode = True, allocator = "py-malloc")
dynamic_extension("fast", path = "$ORIGIN/lib/fast.so")
filesystem_importer(paths = ["$ORIGIN/lib"], mode = "prepend")
