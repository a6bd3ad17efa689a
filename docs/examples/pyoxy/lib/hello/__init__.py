"""A program that says how it was started."""
