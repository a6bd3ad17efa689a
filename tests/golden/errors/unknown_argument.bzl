# options:
"""Keywords that no rule and no function has."""

static_extension(nme = "x")
static_extension("y", symbol = "PyInit_y")
dynamic_extension("z", "$ORIGIN/z.so", Loader = "filesystem")
filesystem_importer(
    paths = ["lib"],
    mod = "replace",
    enable = True,
)
oxidized_importer(
    embeded = ["packed.bin"],
)
compatible_with(pyton = ">=3.9", target = ["x86_64-unknown-linux-gnu"])
variable("v", defalt = 1)

def macro(name, level = 1):
    static_extension(name)

macro("m", levl = 2)
"a".join(["b"], sep = ",")
