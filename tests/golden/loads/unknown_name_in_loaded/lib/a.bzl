load("//lib:b.bzl", "wrong")

def a():
    wrong()
