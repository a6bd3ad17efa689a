# options:
"""Arguments that must be there and are not."""

static_extension()
static_extension(init = "PyInit_x")
dynamic_extension("x")
dynamic_extension(
    path = "$ORIGIN/x.so",
)
variable()

def macro(name, *, level):
    static_extension(name)

macro("m")
macro(level = 1)
