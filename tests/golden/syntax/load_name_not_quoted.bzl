# options:
load("@stdlib//:paths.bzl", stdlib_paths)
