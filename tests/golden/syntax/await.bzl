# options:
def f():
    await x
