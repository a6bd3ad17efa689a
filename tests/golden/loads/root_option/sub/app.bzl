# options: --root ..
# options: --root .. --format rust
"""A root that is given."""

load("//lib:names.bzl", "NAME")

static_extension(NAME)
