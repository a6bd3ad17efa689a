# options:
"""A file that loads itself."""

load(":app.bzl", "x")

x = 1
