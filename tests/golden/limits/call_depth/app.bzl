# options:
"""More calls inside one another than configlang.toml allows."""

def down(n):
    if n == 0:
        return 0
    return 1 + down(n - 1)

down(3)
down(6)
