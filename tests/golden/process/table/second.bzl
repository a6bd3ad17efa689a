load(":modules.bzl", "module")

interpreter(profile = "isolated", utf8_mode = True, run_module = "app")
module("fast", "PyInit_second_fast")
module("same", "PyInit_same")
static_extension("plugin.inner")
