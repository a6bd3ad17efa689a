# options:
"""The user's own words come first, then the way there."""

def check(name):
    if "-" in name:
        fail("the name", repr(name), "has a hyphen;\nuse an underscore")

def declare(names):
    for name in names:
        check(name)
        static_extension(name)

declare(["a", "b-c"])
