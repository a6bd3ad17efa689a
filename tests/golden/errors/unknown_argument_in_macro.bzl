# options:
"""The same mistakes inside a function."""

def declare(name):
    static_extension(
        name = name,
        inti = "PyInit_x",
    )
    interpreter(isolatd = True)

declare("x")
