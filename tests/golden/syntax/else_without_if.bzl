# options:
else:
    pass
