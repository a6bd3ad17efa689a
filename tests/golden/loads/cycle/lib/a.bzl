load("//lib:b.bzl", "b")

def a():
    b()
