# options:
def f():
    load("//a.bzl", "x")
