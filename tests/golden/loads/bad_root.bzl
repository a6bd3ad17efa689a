# options: --root nowhere
# options (file): --root bad_root.bzl
"""A root that is none."""

load("//:lib.bzl", "x")
