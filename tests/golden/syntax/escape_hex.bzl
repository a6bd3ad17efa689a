# options:
x = "\xff"
