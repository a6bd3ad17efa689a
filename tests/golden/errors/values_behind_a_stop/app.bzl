# options:
load(":modules.bzl", "add_modules")

compatible_with(python = ">=3.12,<3.9")
variable("limit", default = 5, values = [5, 10])
add_modules()
