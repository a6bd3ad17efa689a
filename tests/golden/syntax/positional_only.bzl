# options:
def f(a, /):
    return a
