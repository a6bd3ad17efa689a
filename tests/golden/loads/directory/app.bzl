# options:
"""A directory where a file should be."""

load("//lib:folder.bzl", "a")
