load("//lib:c.bzl", "c")

def b():
    c()
