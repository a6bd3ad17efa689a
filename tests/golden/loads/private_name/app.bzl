# options:
"""A name that is private to its file."""

load("//lib:names.bzl", "_private")

_private()
