# options:
x = 2 ** 3
