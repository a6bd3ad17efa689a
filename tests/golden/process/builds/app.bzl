# process: app.bzl free.bzl --format c
# process (same): app.bzl usual.bzl --format c
"""Configs for several builds of CPython in one process, which has one of them."""

compatible_with(python = ">=3.13", builds = ["release", "debug"])
interpreter(profile = "isolated", utf8_mode = True, home = "$ORIGIN")
