# options:
try:
    interpreter()
except ValueError:
    pass
