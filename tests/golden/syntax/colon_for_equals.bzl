# options:
interpreter(isolated: True)
