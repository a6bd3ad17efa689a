# options:
"""More declarations than configlang.toml allows."""

def declare(names):
    for name in names:
        static_extension(name)

declare(["a", "b", "c", "d"])
