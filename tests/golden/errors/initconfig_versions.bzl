# options: --format c-initconfig
"""PyInitConfig needs CPython 3.14, which this config is not meant for."""

compatible_with(python = "<3.14")
interpreter(profile = "isolated")
