# options:
"""What was probably meant: each name that nothing defines, and each call that does not fit."""

load("@stdlib//:paths.bzl", "stdlib_paths")

interpreter(profile = isolated, home = null, utf8_mode = TRUE, allocator = py_malloc, hash_seed = "1", argv = [app])
interpreter("python")
interpreter(True)
interpreter(home = HOME, argv = set(["a"]), run_module = 3)
stdlib_paths("$ORIGIN", python = 3.11)
print(sum([1]), isinstance(1, int), os.path, run_module("app"), ORIGIN, extention("a"))

def extension(name):
    return nam
