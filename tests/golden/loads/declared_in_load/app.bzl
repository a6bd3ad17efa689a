# options:
"""A loaded file declares while it is loaded, at its top level and in a function that it calls itself."""

load("//lib:declares.bzl", "VALUE")

interpreter(run_module = VALUE)
