# options:
interpreter(a.b = True)
