# options:
"""A config may give a predeclared name another meaning, also one that it loads."""

load("//lib:rules.bzl", static_extension = "static_extension_with_prefix")

def interpreter(name):
    static_extension(name)

interpreter("a")
