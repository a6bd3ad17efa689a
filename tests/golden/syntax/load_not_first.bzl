# options:
x = 1
load("@stdlib//:paths.bzl", "stdlib_paths")
stdlib_paths("a", python = "3.9")
