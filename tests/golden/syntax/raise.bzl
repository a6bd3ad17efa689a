# options:
def f():
    raise "error"
