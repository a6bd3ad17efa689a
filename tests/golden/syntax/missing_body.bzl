# options:
def f():

x = 1
