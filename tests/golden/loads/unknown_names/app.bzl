# options:
"""Names that the loaded file does not define: all are reported."""

load("//lib:names.bzl", "hardened", "nothing_like_it", mine = "hardn")
load("//lib:names.bzl", "_private")
load("@stdlib//:paths.bzl", "stdlib_path", "TARGETS")
