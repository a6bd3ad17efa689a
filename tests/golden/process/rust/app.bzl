# process: app.bzl second.bzl app.bzl --format rust-ffi --python 3.13
interpreter(profile = "isolated", utf8_mode = True)
