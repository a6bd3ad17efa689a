# options:
x = 1j
