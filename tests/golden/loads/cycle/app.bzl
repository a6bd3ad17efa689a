# options:
"""Files that load each other."""

load("//lib:a.bzl", "a")

a()
