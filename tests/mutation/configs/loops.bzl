"""Loops, conditions and comprehensions."""

MODULES = ["_json", "_hash", "_zlib"]
LEVELS = {"debug": 0, "release": 2}

[static_extension(name) for name in MODULES if name != "_hash"]

for index in range(2):
    static_extension("part%d" % index)

if TARGET.os == "linux":
    dynamic_extension("_linux", path = "$ORIGIN/lib/_linux.so")
else:
    dynamic_extension("_other", path = "$ORIGIN/lib/_other.so")

filesystem_importer(
    paths = ["$ORIGIN/lib"],
    mode = "prepend",
)
interpreter(
    optimization_level = LEVELS["release"],
    warn_options = [kind + "::UserWarning" for kind in ("error", "ignore")],
    import_time = len(MODULES) > 2,
)
