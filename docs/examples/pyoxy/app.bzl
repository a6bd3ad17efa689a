"""A program for PyOxy: the package `hello` in the folder `lib` beside the document."""

load("@stdlib//:paths.bzl", "stdlib_paths")

compatible_with(python = ">=3.8,<3.11")

# PyOxy's released builds hold the standard library. Another build finds it below the Python that it is linked to.
PREFIX = variable("prefix", default = "", doc = "That Python's sys.base_prefix; empty for a released build.")

interpreter(
    profile = "isolated",
    utf8_mode = True,
    run_module = "hello",
    # A released build would overwrite it; here it is set for other builds only.
    home = PREFIX or None,  # configlang: disable=overwritten
)
filesystem_importer(
    paths = ["$ORIGIN/lib"] + (stdlib_paths(PREFIX, python = TARGET.python or "3.10") if PREFIX else []),
)
