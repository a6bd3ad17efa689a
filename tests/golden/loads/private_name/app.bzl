# options:
"""A name that is private to its file; whether there is one of that name is nobody's business."""

load("//lib:names.bzl", "_private")
load("//lib:names.bzl", mine = "_absent", other = "__absent")

_private()
static_extension(mine = 1)
