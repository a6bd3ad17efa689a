# options:
"""A syntax error in each of two loaded files."""

load("//lib:one.bzl", "one")
load("//lib:two.bzl", "two")
