# options:
"""A variable alone declares nothing."""

VERBOSE = variable("verbose", default = False)
