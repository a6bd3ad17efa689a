"""It is there, and loads what is not."""

load("//lib:deeper.bzl", "e")

d = e
