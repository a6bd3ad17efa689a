# process: app.bzl second.bzl --format c --python 3.12
# process (every-version): app.bzl second.bzl --format c

interpreter(profile = "isolated", utf8_mode = True, allocator = "debug")
static_extension("fast")
static_extension("app.inner")
