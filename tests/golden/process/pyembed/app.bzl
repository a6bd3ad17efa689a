# process: app.bzl second.bzl --format rust
interpreter(profile = "isolated", utf8_mode = True, set_missing_path_configuration = False)
static_extension("fast", init = "crate::fast::PyInit_fast")
static_extension("other")
