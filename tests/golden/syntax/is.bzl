# options:
x = 1
if x is None:
    pass
