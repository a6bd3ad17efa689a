# options:
interpreter(home = null)
