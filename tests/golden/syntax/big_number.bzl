# options:
x = 1e999
