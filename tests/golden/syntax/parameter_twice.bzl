# options:
def f(a, a):
    pass
