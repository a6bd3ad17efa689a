# options: --python 3.11
"""The order of declarations changes nothing: this says the same as `macro.bzl`, the other way round."""

static_extension("y")
static_extension("x")
static_extension("only_linux")
static_extension("numbered_2")
static_extension("numbered_1")
static_extension("numbered_0")
static_extension("app._c", "init_c")
static_extension("app._a")
static_extension("app._b")
interpreter(optimization_level = 2, profile = "isolated", utf8_mode = True)
