# options: -D release=true
"""One variable may be declared more than once when both declarations mean the same."""

def is_release():
    return variable("release", default = False)

interpreter(
    development_mode = not is_release(),
    optimization_level = 2 if is_release() else 0,
)
