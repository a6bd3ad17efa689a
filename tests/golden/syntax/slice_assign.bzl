# options:
x = [1]
x[0:1] = [2]
