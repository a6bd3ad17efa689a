# options:
x = "\u12"
