# options:
elif True:
    pass
