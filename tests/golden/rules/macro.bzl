# options: --python 3.11
"""Declarations in functions, in loops and under conditions, at the top level and below."""

def extensions(prefix, *names, **inits):
    """Declares modules below a package."""
    for name in names:
        static_extension(prefix + "." + name)
    for name, init in inits.items():
        static_extension(name = "{}.{}".format(prefix, name), init = init)

def configure(is_isolated: bool, level: int = 1) -> None:
    """Declares the interpreter."""
    interpreter(
        profile = "isolated" if is_isolated else "python",
        optimization_level = level,
        utf8_mode = True,
    )

extensions("app", "_b", "_a", _c = "init_c")
configure(True, level = 2)

for number in range(3):
    static_extension("numbered_%d" % number)

if TARGET.os == "linux":
    static_extension("only_linux")
else:
    static_extension("elsewhere")

[static_extension(name) for name in ["x", "y"]]
