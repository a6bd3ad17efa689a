# options:
# options: --format rust-expr
"""The project file marks the root: labels start there, and files are named as seen from here."""

load("//lib:names.bzl", "NAMES")
load(":beside.bzl", "declare")

declare(NAMES)
