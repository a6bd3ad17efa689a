# options:
x = 1
x++
