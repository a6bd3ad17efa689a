"""A config that takes its parts from other files."""

load("@stdlib//:paths.bzl", "stdlib_paths")
load("//lib:modules.bzl", "SHARED", "c_modules")
load("//lib:settings.bzl", base = "make_settings")

compatible_with(python = ">=3.11.4,<3.12")
c_modules(["_fast", "_slow"], package = "app")
interpreter(**base("app", level = 1))
filesystem_importer(
    paths = ["$ORIGIN/lib"] + stdlib_paths("$ORIGIN", python = "3.11"),
    enabled = SHARED.enabled,
)
