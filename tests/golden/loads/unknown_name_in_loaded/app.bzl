# options:
"""The same in a file that is loaded."""

load("//lib:a.bzl", "a")

a()
