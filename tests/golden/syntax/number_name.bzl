# options:
x = 1a
