load("//lib:second.bzl", "second")

def first(fault):
    """Calls into the second file."""
    if True:
        second(
            fault = fault,
        )
