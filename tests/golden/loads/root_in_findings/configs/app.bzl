# options:
"""A file above the config is named by the way to it."""

load("//lib:names.bzl", "declare")

declare("a-b")
