# options:
"""Names that nobody has defined, near to one that is and far from all."""

static_extention("a")
static_extension(nam)
interpreter(isolated = true)
interprter()
VERSION = "1"
static_extension(VERSON)
print(TRAGET.os)
foo()
