"""The Python part of the example program."""
