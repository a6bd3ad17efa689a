# options:
def f():
    yield 1
