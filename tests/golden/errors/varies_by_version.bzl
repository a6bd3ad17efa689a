# options:
# options: --format rust
# options (chosen): --python 3.9
"""A config that differs by the version, for outputs that have one text for all; told are both places."""

load("@stdlib//:paths.bzl", "stdlib_paths")

compatible_with(python = ">=3.8,<3.12")

def settings():
    """Sets what the version has."""
    if TARGET.version >= (3, 11):
        interpreter(profile = "isolated", utf8_mode = True, hash_seed = 1)
    else:
        interpreter(profile = "isolated", utf8_mode = True, hash_seed = 2, use_hash_seed = True)

settings()
if TARGET.python in ["3.8", "3.9"]:
    static_extension("_backport")
filesystem_importer(
    paths = ["$ORIGIN/lib"] + stdlib_paths("$ORIGIN"),
)
