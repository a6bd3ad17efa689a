"""The names that every config file finds predeclared.

Made by tools/generate.py from the files of the rules: change those and run it again.
"""

load(":environment.bzl", _environment_variable = "environment_variable", _virtual_environment = "virtual_environment")
load(":extensions.bzl", _dynamic_extension = "dynamic_extension", _static_extension = "static_extension")
load(":importers.bzl", _filesystem_importer = "filesystem_importer", _oxidized_importer = "oxidized_importer")
load(":inputs.bzl", _compatible_with = "compatible_with", _host = "host", _host_value = "host_value", _variable = "variable")
load(":internal.bzl", _TARGET = "TARGET", _print = "print")
load(":interpreter.bzl", _interpreter = "interpreter")
load(":interpreters.bzl", _sub_interpreter = "sub_interpreter")

interpreter = _interpreter
static_extension = _static_extension
dynamic_extension = _dynamic_extension
filesystem_importer = _filesystem_importer
oxidized_importer = _oxidized_importer
compatible_with = _compatible_with
host = _host
virtual_environment = _virtual_environment
environment_variable = _environment_variable
host_value = _host_value
sub_interpreter = _sub_interpreter
variable = _variable
TARGET = _TARGET
print = _print
