# options:
interpreter(isolated True)
