# options:
def f()
    pass
