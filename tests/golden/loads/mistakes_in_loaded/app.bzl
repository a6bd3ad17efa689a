# options:
"""Mistakes in a loaded file are found like those in the config; both come in one run."""

load("//lib:rules.bzl", "declare")

declare("a", levl = 2)
declare(1)
interpreter(isolatd = True)
