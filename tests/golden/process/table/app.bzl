# process: app.bzl second.bzl --format c
# process (reversed): second.bzl app.bzl --format c --python 3.11
# process (any-program): app.bzl second.bzl --format json
load(":modules.bzl", "module")

interpreter(profile = "isolated", utf8_mode = True)
module("fast", "PyInit_app_fast")
module("json")
module("plugin", "PyInit_plugin")
module("lone", "PyInit_lone")
module("same", "PyInit_same")
