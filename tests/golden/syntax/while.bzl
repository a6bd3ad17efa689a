# options:
while True:
    pass
