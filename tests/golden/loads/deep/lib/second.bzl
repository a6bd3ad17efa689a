load("//lib:third.bzl", "third")

def second(fault):
    """Calls into the third file."""
    for number in range(2):
        third(fault, number)
