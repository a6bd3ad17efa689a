# options:
x = True && False
