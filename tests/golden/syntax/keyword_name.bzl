# options:
interpreter(import = True)
