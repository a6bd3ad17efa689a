# process: app.bzl --format c
interpreter(
    profile = "isolated",
    utf8_mode = True,
    run_module = "app",
)
static_extension("app.fast", init = "PyInit_app_fast")
