# options:
x = 017
