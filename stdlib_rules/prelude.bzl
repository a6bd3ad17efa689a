"""The names that every config file finds predeclared.

Made by tools/generate.py from the files of the rules: change those and run it again.
"""

load(":extensions.bzl", _dynamic_extension = "dynamic_extension", _static_extension = "static_extension")
load(":importers.bzl", _filesystem_importer = "filesystem_importer", _oxidized_importer = "oxidized_importer")
load(":inputs.bzl", _TARGET = "TARGET", _compatible_with = "compatible_with", _host = "host", _variable = "variable")
load(":internal.bzl", _print = "print")
load(":interpreter.bzl", _interpreter = "interpreter")

interpreter = _interpreter
static_extension = _static_extension
dynamic_extension = _dynamic_extension
filesystem_importer = _filesystem_importer
oxidized_importer = _oxidized_importer
compatible_with = _compatible_with
host = _host
variable = _variable
TARGET = _TARGET
print = _print
