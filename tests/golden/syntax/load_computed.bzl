# options:
PATH = "@stdlib//:paths.bzl"
load(PATH, "stdlib_paths")
