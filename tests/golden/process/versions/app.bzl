# process: app.bzl old.bzl --format c
compatible_with(python = ">=3.11")
interpreter(profile = "isolated", utf8_mode = True)
