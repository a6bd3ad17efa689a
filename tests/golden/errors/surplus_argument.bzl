# options:
"""More positional arguments than there are parameters."""

static_extension("a", "init_a", "extra")
interpreter("isolated")
filesystem_importer(["lib"], "replace", True, 1, 2)
oxidized_importer([], [], None, "x")
compatible_with(">=3.9", [], [], 3)
variable("v", 1, None, "doc", "more")

def macro(name):
    static_extension(name)

macro("m", "n")
len([1], [2])
