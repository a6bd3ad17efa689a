# options:
x = [a if a]
