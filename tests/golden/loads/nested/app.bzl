# options:
# options: --format rust-expr
"""Loads of every form, of files that load files; one file that two others load is run once."""

load("@stdlib//:paths.bzl", "stdlib_paths")
load("//lib:extensions.bzl", "PREFIX", declare_extensions = "extensions")
load("//lib/deep:names.bzl", "NAMES")
load(":beside.bzl", "harden")

declare_extensions(*NAMES)
harden(level = 2)
filesystem_importer(paths = [PREFIX + "/lib"] + stdlib_paths(PREFIX, python = "3.10"))
