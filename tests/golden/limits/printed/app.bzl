# options:
"""More output than configlang.toml allows."""

print("a" * 1000)
for _ in range(2):
    print("b" * 100)
