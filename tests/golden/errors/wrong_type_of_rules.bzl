# options:
"""A value of a wrong type for each argument of every other rule."""

static_extension(1)
static_extension("a", init = ["PyInit_a"])
static_extension(name = None)
dynamic_extension(name = "b", path = ["lib/b.so"], loader = True)
filesystem_importer(paths = "lib", mode = 1, enabled = "True")
oxidized_importer(embedded = "packed.bin", memory_mapped = ["a", 1])
compatible_with(python = 3.9, targets = "x86_64-unknown-linux-gnu")
variable(1)
variable("w", values = "abc")
variable("x", default = [1])
variable("d", default = "", doc = 1)
