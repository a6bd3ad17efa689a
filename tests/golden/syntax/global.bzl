# options:
def f():
    global x
