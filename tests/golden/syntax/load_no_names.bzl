# options:
load("@stdlib//:paths.bzl")
