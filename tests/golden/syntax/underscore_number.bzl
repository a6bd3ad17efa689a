# options:
x = 1_000
