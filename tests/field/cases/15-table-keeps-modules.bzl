# source: python/cpython#90131, llvm/llvm-project#82095 (PR)
# process: c others/plain.bzl
# must: process-foreign-module
interpreter(utf8_mode = True)
static_extension("host_api")
