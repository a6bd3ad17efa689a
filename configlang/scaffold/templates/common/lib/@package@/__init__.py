"""The Python part of @name@."""
