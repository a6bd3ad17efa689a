# process: app.bzl second.bzl app.bzl --format c --python 3.13
# process (old): app.bzl second.bzl app.bzl --format c --python 3.10
interpreter(profile = "isolated", utf8_mode = True)
