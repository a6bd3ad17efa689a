# options:
x = "a".
