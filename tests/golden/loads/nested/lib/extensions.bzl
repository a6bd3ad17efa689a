"""Extension modules."""

load("//lib/deep:names.bzl", _NAMES = "NAMES")
load(":prefix.bzl", _PREFIX = "PREFIX")

PREFIX = _PREFIX

def extensions(*names):
    """Declares modules, all of whose names are known."""
    for name in names:
        if name not in _NAMES:
            fail("unknown:", name)
        static_extension(name)
