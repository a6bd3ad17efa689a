# options:
"""A name that the loaded file does not define, near to one that it does."""

load("//lib:names.bzl", "hardened")

hardened()
