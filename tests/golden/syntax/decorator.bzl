# options:
@macro
def f():
    pass
