# options:
def f():
    level: int = 1
    return level

f()
