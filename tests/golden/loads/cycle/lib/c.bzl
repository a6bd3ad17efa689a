# Back to where it started.
load("//lib:a.bzl", "a")

def c():
    a()
