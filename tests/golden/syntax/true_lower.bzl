# options:
interpreter(isolated = true)
