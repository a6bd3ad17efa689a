# options:
x = !True
