# options:
interpreter("isolated" = True)
