# options:
"""Files that are not there: all of them are named, each at its load."""

load("//lib:misspelt.bzl", "a")
load(":beside.bzl", "b")
load("//nowhere:c.bzl", "c")
load("@stdlib//:path.bzl", "stdlib_paths")
load(
    "//lib:there.bzl",
    "d",
)
