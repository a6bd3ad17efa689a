# source: python/cpython#119450, pybind/pybind11#4245
# process: c 39-sub-interpreters.bzl
# must: process-sub-interpreters
interpreter(utf8_mode = True)
static_extension("host_api")
