# options:
x = $ORIGIN
