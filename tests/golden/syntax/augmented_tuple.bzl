# options:
a, b += 1
