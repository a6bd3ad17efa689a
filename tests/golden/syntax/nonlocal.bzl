# options:
def f():
    nonlocal x
