# options:
x = [][5]
compatible_with(python = ">=3.12,<3.9")
host(outputs = ["rust", "see"])
oxidized_importer(embedded = ["$ORIGIN/a"])
filesystem_importer(mode = "append", paths = [])
variable("a", default = 1, values = ["x"])
variable("b", values = ["x"])
variable("c")
variable("d", default = 5)
compatible_with(python = ">=3.9", targets = ["nix", "x86_64-unknown-linux-gnu"])
compatible_with(python = x, targets = ["what is known is not looked at beside what is not"])
static_extension("fast", *x)
