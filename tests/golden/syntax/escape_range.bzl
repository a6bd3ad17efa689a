# options:
x = "\U00110000"
