# options:
x = b"a"
